import { VendorDown } from '../../errors.ts';
import { OutOfTime } from '../signals.ts';
import type { Connecting } from '../source.ts';
import type { Reply } from './attempt.ts';
import type { Waiting } from './pace.ts';
import { backoff, saidWait } from './waits.ts';

/** Milliseconds that are kept for writing the checkpoint. */
const spare = 20_000;
/** A throttled request is asked for again longer than a failed one: the vendor is there and says so. */
const mostThrottled = 30;
/** Milliseconds from which on a wait is worth a line. */
const noted = 10_000;

/** Waits that end before the process does, else they throw OutOfTime. */
export function openWaiting(vendor: string, world: Connecting): Waiting {
  return {
    now: () => Date.parse(world.clock.now()),
    pause: async (milliseconds) => {
      if (milliseconds > world.left() - spare) {
        const seconds = Math.ceil(milliseconds / 1000);
        throw new OutOfTime(`${vendor}: this process ends too soon to ask again in ${seconds} s`);
      }
      if (milliseconds > 0) await world.clock.sleep(milliseconds);
    },
  };
}

export interface Tries {
  /** Waits until the request may be sent again; throws VendorDown where it may not. */
  again(why: string, reply: Reply): Promise<void>;
  /** Runs one of them; its time is taken off the budget, the time until its turn came is not. */
  run<Result>(attempt: (left: number) => Promise<Result>): Promise<Result>;
}

export interface Limits {
  readonly vendor: string;
  readonly attempts: number;
  readonly budget: number;
  readonly world: Connecting;
  readonly waiting: Waiting;
  hold(milliseconds: number): void;
}

/** Counts the tries of one request. */
export function openTries(title: string, limits: Limits): Tries {
  const { vendor, attempts, budget, world, waiting } = limits;
  let left = budget;
  let failed = 0;
  let throttled = 0;
  const run = async <Result>(attempt: (left: number) => Promise<Result>) => {
    const start = waiting.now();
    const result = await attempt(Math.min(left, world.left()));
    left -= waiting.now() - start;
    return result;
  };
  const again = async (why: string, reply: Reply) => {
    const isThrottled = 'status' in reply && reply.status === 429;
    if (isThrottled) throttled += 1;
    else failed += 1;
    const said = 'headers' in reply ? saidWait(reply.headers, world.clock.now()) : null;
    const wait = said ?? backoff(isThrottled ? throttled : failed, isThrottled, world.random);
    const isOver = failed >= attempts || throttled >= mostThrottled;
    if (isOver || (wait > left && wait <= world.left() - spare)) {
      throw given(vendor, title, why, failed + throttled, isOver ? null : wait);
    }
    if (wait >= noted) {
      world.progress.note(`${vendor}: waits ${Math.round(wait / 1000)} s, ${why}`);
    }
    if (isThrottled) limits.hold(wait);
    left -= wait;
    await waiting.pause(wait);
  };
  return { again, run };
}

function given(vendor: string, title: string, why: string, times: number, wait: number | null) {
  const then = wait === null ? 'later' : `in ${Math.ceil(wait / 60_000)} min`;
  const often = times === 1 ? 'once' : `${times} times`;
  return new VendorDown(
    `${vendor}: ${title} failed ${often}, at last because ${why}: start again ${then}, it goes on where it stopped`,
  );
}
