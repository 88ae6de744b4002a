import { OurBug } from '../../errors.ts';
import { OutOfTime } from '../signals.ts';
import type { Connecting } from '../source.ts';

/** The organisation that a source is connected to, as far as reading it needs more than its API. */
export interface Org {
  readonly version: string;
  readonly pageSize: number;
  /** Fields that the settings name, which someone will miss. */
  isNamed(object: string, field: string): boolean;
  world(): Connecting;
}

/** An organisation that is known once a connection is made. */
export function openOrg(known: Omit<Org, 'world'>): Org & { meet(world: Connecting): void } {
  let met: Connecting | undefined;
  return {
    ...known,
    meet: (world) => {
      met = world;
    },
    world: () => {
      if (met) return met;
      throw new OurBug('salesforce is read before it is connected');
    },
  };
}

const longestWait = 30_000;
/** Milliseconds that are kept for writing the checkpoint. */
const spare = 20_000;
/** Six hours: Salesforce gives a job up long before. */
export const mostPolls = 720;

/** Waits longer every time, up to half a minute. Throws OutOfTime where that would outlast the process. */
export async function pause(org: Org, polls: number): Promise<void> {
  const wait = Math.min(longestWait, 1000 * 2 ** Math.min(polls, 10));
  const world = org.world();
  if (wait > world.left() - spare)
    throw new OutOfTime('salesforce: a job needs more time than this process has left');
  await world.clock.sleep(wait);
}
