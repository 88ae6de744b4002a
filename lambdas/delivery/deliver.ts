import { BadSettings, OurBug, VendorDown } from '../errors.ts';
import type { Clock, Mailer, Objects, Progress, Records, Signer } from '../ports.ts';
import { messageFor } from './letter.ts';
import { lettersOf, type Order } from './order.ts';
import { margin, type Result, type Sending, type Sent, sendOnce } from './send_once.ts';
import { turnsOf } from './turns.ts';

export interface Ports {
  /** Where the messages lie. */
  readonly archive: Objects;
  /** The same place: receipts, suppressed addresses and ended subscriptions. */
  readonly receipts: Records;
  readonly mailer: Mailer;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** Messages by what became of them in one call; `left`: not reached. */
export type Counts = Readonly<Record<Result | 'left', number>>;

export interface Delivered {
  /** False: time was up; call again with the same order. */
  readonly done: boolean;
  /** Nothing more can be sent today: `missing` sends the rest tomorrow, and the owner should know. */
  readonly quota_used_up: boolean;
  readonly counts: Counts;
}

/**
 * Documents → receipts: hands every chosen reader's message over once, in order. Throws BadSettings on an
 * order that names nobody, VendorDown where the service takes nothing for minutes; what was done by then
 * stands in the receipts.
 */
export async function deliver(ports: Ports, order: Order): Promise<Delivered> {
  const letters = lettersOf(order);
  if (letters.length === 0) throw new BadSettings('there is nobody to deliver to: see `readers`');
  if (order.timeLeft() < margin)
    throw new OurBug('there is no time to deliver: see the time limit');
  const world: Sending = { ...ports, turns: turnsOf(ports), timeLeft: order.timeLeft };
  const counts = { ...none, left: letters.length };
  let quotaUsedUp = false;
  for (const letter of letters) {
    if (order.timeLeft() < margin) break;
    const message = await messageFor(ports, order, letter);
    const sent = await sendOnce(world, message);
    tell(ports.progress, message.slot.key, sent);
    if (sent.for === 'minutes') throw new VendorDown(`SES takes no messages: ${sent.reason}`);
    if (sent.for === 'the time left') break;
    counts[sent.result] += 1;
    counts.left -= 1;
    quotaUsedUp ||= sent.for === 'the day';
  }
  return { done: counts.left === 0, quota_used_up: quotaUsedUp, counts };
}

const none = {
  ...{ sent: 0, already: 0, elsewhere: 0, skipped: 0 },
  ...{ refused: 0, throttled: 0, unknown: 0 },
};

/** By the key of the receipt, which names no address. */
function tell(progress: Progress, key: string, { result, reason }: Sent): void {
  const text = `${key}: ${result}${reason === undefined ? '' : ` (${reason})`}`;
  if (['refused', 'unknown', 'throttled'].includes(result)) progress.warn(text);
  else progress.note(text);
}
