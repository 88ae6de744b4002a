import { createHash } from 'node:crypto';
import type { ExecutionState, Machine, Objects } from '../ports.ts';
import type { Job } from '../runs/job.ts';
import { json } from '../runs/keeper.ts';
import { type Order, orderKey } from '../runs/orders.ts';

export type Wish = Pick<Order, 'deliver' | 'readers' | 'to' | 'asked_by' | 'reason' | 'asked_at'>;

export interface Launched {
  readonly execution: string;
  /** Somebody else's execution does the same at this moment, or has done it. */
  readonly joined: boolean;
  readonly state: ExecutionState;
}

/**
 * Starts the execution that does what is wished with a run, or joins the one that does it at this moment:
 * its name says what is wished, so that two who wish the same start one. One that is over is followed by
 * the next; what it did is not done again.
 */
export async function launch(
  archive: Objects,
  machine: Machine,
  job: Job,
  wish: Wish,
): Promise<Launched> {
  const name = nameOf(job, wish);
  for (let n = 1; ; n += 1) {
    const execution = `${name}-${n}`;
    const state = await machine.state(execution);
    const isDone = state === 'SUCCEEDED' && wish.deliver === 'none';
    if (state === 'RUNNING' || isDone) return { execution, joined: true, state };
    if (state !== null) continue;
    const key = orderKey(job.folder, execution);
    await archive.write(key, json({ folder: job.folder, execution, ...wish }));
    const started = await machine.start(execution, { order: key, execution });
    return { execution, joined: !started, state: 'RUNNING' };
  }
}

/** At most 80 characters, as AWS wants. */
function nameOf({ edition, period, id }: Job, { deliver, readers, to }: Wish): string {
  const wished = JSON.stringify([deliver, [...(readers ?? [])].sort(), [...(to ?? [])].sort()]);
  const mark = createHash('sha256').update(wished).digest('hex').slice(0, 6);
  return `${edition}-${period.label}-${id}-${deliver}-${mark}`;
}
