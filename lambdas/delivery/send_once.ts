import type { Mailer, SendOutcome } from '../ports.ts';
import { type Claiming, claim, look, note, record, type Slot } from './claims.ts';
import type { Turns } from './turns.ts';

export interface Sending extends Claiming {
  readonly mailer: Mailer;
  readonly turns: Turns;
  /** Milliseconds that the caller may still go on. */
  readonly timeLeft: () => number;
}

export interface Message {
  /** `Name <address>` or an address. */
  readonly from: string;
  readonly to: string;
  readonly slot: Slot;
  /** Why it must not be sent, if it must not. */
  readonly barred: () => Promise<string | null>;
  readonly raw: () => Promise<Uint8Array>;
}

/** `already`: sent before; `elsewhere`: another execution is at it. */
export type Result =
  | 'sent'
  | 'already'
  | 'elsewhere'
  | 'skipped'
  | 'refused'
  | 'throttled'
  | 'unknown';

export interface Sent {
  readonly result: Result;
  readonly reason?: string;
  /** Throttled until tomorrow; for as long as it was tried; or longer than there is time to wait. */
  readonly for?: 'the day' | 'minutes' | 'the time left';
}

/** Time in milliseconds for one request and the writes around it. */
export const margin = 60_000;
/** Milliseconds between tries at a service that takes nothing: some four minutes in all. */
const waits = [1, 2, 4, 8, 16, 32, 64, 64, 64].map((seconds) => seconds * 1000);
/** SES takes 10 MB. */
const mostBytes = 10_000_000;

/**
 * Claim, send, receipt: whoever calls this, however often and at how many places at once, the message is
 * handed over once. While it waits for a throttled service it holds no claim: waiting is no doubt.
 */
export async function sendOnce(world: Sending, message: Message): Promise<Sent> {
  for (let tries = 0; ; tries += 1) {
    const sent = await tryOnce(world, message);
    if (sent.result !== 'throttled' || sent.for === 'the day') return sent;
    const wait = waits[tries];
    if (wait === undefined) return { ...sent, for: 'minutes' };
    if (world.timeLeft() < wait + margin) return { ...sent, for: 'the time left' };
    await world.clock.sleep(wait);
  }
}

async function tryOnce(world: Sending, message: Message): Promise<Sent> {
  const { from, to, slot } = message;
  const { standing, found } = await look(world, slot);
  if (standing !== 'open') return { result: standing === 'sent' ? 'already' : standing };
  const ready = await prepare(world, message);
  if (!('raw' in ready)) {
    const { result, reason = '' } = ready;
    await note(world, slot, found, { status: result, reason });
    return ready;
  }
  if (!(await claim(world, slot, found))) return tryOnce(world, message);
  const outcome = await world.mailer.send({ from, to, raw: ready.raw });
  await record(world, slot, outcome);
  return sentOf(world, outcome);
}

/** All that can be done before the claim is done before it: what ends in between leaves a doubt behind. */
async function prepare(
  world: Sending,
  message: Message,
): Promise<{ raw: Uint8Array } | (Sent & { result: 'skipped' | 'throttled' | 'refused' })> {
  const barred = await message.barred();
  if (barred !== null) return { result: 'skipped', reason: barred };
  const closed = await world.turns.next();
  if (closed !== null) return { result: 'throttled', reason: closed, for: 'the day' };
  const raw = await message.raw();
  if (raw.byteLength <= mostBytes) return { raw };
  const reason = `the message has ${raw.byteLength} bytes, and SES takes ${mostBytes}`;
  return { result: 'refused', reason };
}

function sentOf({ turns }: Sending, outcome: SendOutcome): Sent {
  if (outcome.outcome === 'sent') return { result: 'sent' };
  const { outcome: result, reason } = outcome;
  if (outcome.outcome !== 'throttled' || outcome.until === 'soon') return { result, reason };
  turns.close(reason);
  return { result, reason, for: 'the day' };
}
