import { OurBug } from '../../errors.ts';
import { OutOfTime } from '../signals.ts';
import type { Connecting } from '../source.ts';
import { WrongResults } from './wrong_results.ts';

/** The organisation that a source is connected to, as far as reading it needs more than its API. */
export interface Org {
  readonly version: string;
  readonly pageSize: number;
  /** Whether the settings take the field. */
  isTaken(object: string, field: string): boolean;
  world(): Connecting;
  /** Jobs that were made since the connection: what fails of another one is tried anew first. */
  readonly jobs: Set<string>;
  /** How often reading an object was begun anew since the connection, this time too. */
  begunAnew(object: string): number;
}

type Known = Pick<Org, 'version' | 'pageSize' | 'isTaken'>;

/** An organisation that is known once a connection is made. */
export function openOrg(known: Known): Org & { meet(world: Connecting): void } {
  let met: Connecting | undefined;
  const jobs = new Set<string>();
  const anew = new Map<string, number>();
  return {
    ...known,
    jobs,
    meet: (world) => {
      met = world;
      jobs.clear();
      anew.clear();
    },
    world: () => {
      if (met) return met;
      throw new OurBug('salesforce is read before it is connected');
    },
    begunAnew: (object) => {
      const times = (anew.get(object) ?? 0) + 1;
      anew.set(object, times);
      return times;
    },
  };
}

const longestWait = 30_000;
/** Milliseconds that are kept for writing the checkpoint. */
const spare = 20_000;
/** Six hours: Salesforce gives a job up long before. */
const mostPolls = 720;

/** Waits longer every time, up to half a minute. Throws OutOfTime where that would outlast the process. */
export async function pause(org: Org, job: string, polls: number): Promise<void> {
  if (polls >= mostPolls)
    throw new WrongResults(`salesforce: job ${job} runs for hours; export again`);
  const wait = Math.min(longestWait, 1000 * 2 ** Math.min(polls, 10));
  const world = org.world();
  if (wait > world.left() - spare)
    throw new OutOfTime('salesforce: a job needs more time than this process has left');
  await world.clock.sleep(wait);
}
