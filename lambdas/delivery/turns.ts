import type { Clock, Mailer } from '../ports.ts';

/** Keeps to what may be sent in a second and in a day. */
export interface Turns {
  /** Waits until the next message may be sent; or says why none may be sent today. */
  next(): Promise<string | null>;
  /** No more today. */
  close(reason: string): void;
}

/** Asks for the quota before the first message: who gets no answer from SES has claimed nothing yet. */
export function turnsOf({ mailer, clock }: { mailer: Mailer; clock: Clock }): Turns {
  let quota: Awaited<ReturnType<Mailer['quota']>> | undefined;
  let closed: string | null = null;
  let given = 0;
  let free = 0;
  return {
    close: (reason) => {
      closed = reason;
    },
    next: async () => {
      if (closed !== null) return closed;
      quota ??= await mailer.quota();
      if (given >= quota.remainingToday || quota.perSecond <= 0) {
        closed = 'the quota of the day is used up';
        return closed;
      }
      const now = Date.parse(clock.now());
      if (now < free) await clock.sleep(free - now);
      free = Math.max(now, free) + 1000 / quota.perSecond;
      given += 1;
      return null;
    },
  };
}
