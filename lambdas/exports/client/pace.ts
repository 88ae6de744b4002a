/** Time as the client sees it: waiting throws OutOfTime where it would outlast the process. */
export interface Waiting {
  now(): number;
  pause(milliseconds: number): Promise<void>;
}

export interface Pace {
  /** Runs the request once its turn has come. */
  run<Result>(request: () => Promise<Result>): Promise<Result>;
  /** Nothing starts for so many milliseconds: what throttles one request throttles all. */
  hold(milliseconds: number): void;
}

/** Requests start at even distances of 1/`perSecond` s; at most `atOnce` are under way. */
export function openPace(perSecond: number, atOnce: number, waiting: Waiting): Pace {
  const distance = Math.ceil(1000 / perSecond);
  const places = openPlaces(atOnce);
  let next = Number.NEGATIVE_INFINITY;
  let turns: Promise<unknown> = Promise.resolve();
  // One waits at a time, so that none wakes up at the moment of another.
  const turn = () => {
    const mine = turns.then(async () => {
      for (let wait = next - waiting.now(); wait > 0; wait = next - waiting.now()) {
        await waiting.pause(wait);
      }
      next = waiting.now() + distance;
    });
    turns = mine.catch(() => {});
    return mine;
  };
  return {
    run: async (request) => {
      await places.enter();
      try {
        await turn();
        return await request();
      } finally {
        places.leave();
      }
    },
    hold: (milliseconds) => {
      next = Math.max(next, waiting.now() + milliseconds);
    },
  };
}

/** So many places, given in the order in which they are asked for. */
function openPlaces(count: number) {
  let free = count;
  const queue: (() => void)[] = [];
  return {
    enter: async () => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => queue.push(resolve));
    },
    leave: () => {
      const following = queue.shift();
      if (following) following();
      else free += 1;
    },
  };
}
