import { VendorDown } from '../../errors.ts';
import type { Clock } from '../../ports.ts';

/** How long a step may wait, all its statements together. */
export interface Waiting {
  readonly clock: Clock;
  /** Instant in ISO 8601, after which nothing is waited for; undefined: no end. */
  readonly deadline: string | undefined;
}

/** Sleeps. Throws VendorDown where the time of the step is over before; what Athena runs then goes on. */
export async function pause(
  { clock, deadline }: Waiting,
  milliseconds: number,
  what: string,
): Promise<void> {
  if (deadline !== undefined && millisOf(clock) + milliseconds >= Date.parse(deadline)) {
    throw new VendorDown(
      `The time of this step was over while it waited for Athena: ${what}. Tried again, the step goes on from there and pays for nothing twice.`,
    );
  }
  await clock.sleep(milliseconds);
}

export function millisOf(clock: Clock): number {
  return Date.parse(clock.now());
}
