import { VendorDown } from '../../errors.ts';
import type { Answer, Api, Connecting } from '../source.ts';
import { attempt, type Patience, type Reply } from './attempt.ts';
import { type Authorization, type Credentials, openAuthorization } from './authorization.ts';
import { judge, type Verdict } from './judge.ts';
import { openPace, type Pace } from './pace.ts';
import { redirected } from './redirect.ts';
import { codeOf, refusal } from './refusals.ts';
import { type Outgoing, outgoing } from './request.ts';
import { type Limits, openTries, openWaiting } from './tries.ts';

export interface ApiOptions {
  readonly vendor: string;
  /** Origin, and the beginning of every path where a proxy has one. */
  readonly address: string;
  /** Headers that open the door; `refused`: those before were answered with 401, get others. */
  authorize(refused: boolean): Promise<Credentials>;
  readonly perSecond: number;
  readonly atOnce: number;
  readonly world: Connecting;
  /** Tries of one request that may fail; throttled ones are counted apart. Default: 8. */
  readonly attempts?: number;
  /** Milliseconds that one request may take, tries and waits together. Default: 5 minutes. */
  readonly budget?: number;
  readonly verdict?: Verdict;
  readonly patience?: Partial<Omit<Patience, 'whole'>>;
}

/**
 * A vendor's API. Asks again where that can help, waits as it is told, within the time there is; throws
 * BadSettings, NotPermitted, VendorDown and OutOfTime, whose texts hold no secret and nothing of a body.
 */
export function openApi(options: ApiOptions): Api {
  const { vendor, world, attempts = 8, budget = 300_000 } = options;
  const waiting = openWaiting(vendor, world);
  const pace = openPace(options.perSecond, options.atOnce, waiting);
  const line: Line = {
    options,
    pace,
    authorization: openAuthorization(vendor, options.authorize),
    limits: { vendor, attempts, budget, world, waiting, hold: pace.hold },
    patience: { answer: 60_000, idle: 60_000, maxBytes: 64e6, ...options.patience },
  };
  return {
    get: async (path, asking = {}) =>
      ask(line, outgoing('GET', options.address, path, undefined, asking)),
    post: async (path, body, asking = {}) =>
      ask(line, outgoing('POST', options.address, path, body, asking)),
  };
}

interface Line {
  readonly options: ApiOptions;
  readonly pace: Pace;
  readonly authorization: Authorization;
  readonly limits: Limits;
  readonly patience: Omit<Patience, 'whole'>;
}

async function ask(line: Line, first: Outgoing): Promise<Answer> {
  const tries = openTries(first.title, line.limits);
  let out = first;
  let isRenewed = false;
  for (;;) {
    await line.limits.waiting.pause(0);
    const credentials = await line.authorization.present();
    const reply = await line.pace.run(() =>
      tries.run((left) => send(line, out, credentials, left)),
    );
    const judged = judge(out, reply, line.options.verdict);
    if (judged.is === 'answer') return judged.answer;
    if (judged.is === 'again') await tries.again(judged.why, reply);
    else if (judged.is === 'redirect') out = redirected(line.options.vendor, out, judged);
    else if (judged.is === 'unauthorized' && !isRenewed) {
      isRenewed = true;
      await line.authorization.renew(credentials);
    } else throw failure(line, out, judged.is, reply, credentials);
  }
}

const send = (line: Line, out: Outgoing, credentials: Credentials, whole: number) =>
  attempt(out, credentials, {
    ...line.patience,
    // Node's timers take no more than this.
    whole: Math.min(Math.max(whole, 1), 2 ** 31 - 1),
    answer: Math.min(line.patience.answer, Math.max(whole, 1)),
  });

function failure(
  { options: { vendor } }: Line,
  out: Outgoing,
  is: 'unauthorized' | 'refused' | 'today_over' | 'not_permitted',
  reply: Reply,
  credentials: Credentials,
): Error {
  const answer = 'status' in reply ? reply : { status: 0, text: '' };
  const code = codeOf(answer, credentials);
  if (is !== 'today_over') {
    return refusal(vendor, out.title, answer, code, is === 'not_permitted');
  }
  return new VendorDown(
    `${vendor}: ${out.title} answered ${answer.status}${code}: the requests that it allows in a day are used up. Start again tomorrow, it goes on where it stopped`,
  );
}
