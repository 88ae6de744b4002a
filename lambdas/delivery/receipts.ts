import { z } from 'zod';
import type { Records } from '../ports.ts';
import { json, sha256 } from '../runs/keeper.ts';
import { readKept } from './kept.ts';

/** `unknown`: the message may have been sent, and only a person can say; all others are certain. */
export const receiptStatus = z.enum([
  'claimed',
  'sent',
  'refused',
  'throttled',
  'unknown',
  'skipped',
]);
export type ReceiptStatus = z.infer<typeof receiptStatus>;

const state = z.strictObject({
  status: receiptStatus,
  /** Folder of the run whose documents it is about. */
  run: z.string(),
  /** Execution that claimed it last. */
  owner: z.string(),
  /** The one call of that execution that holds the claim. */
  attempt: z.string(),
  /** Instant of the change. */
  at: z.iso.datetime(),
  message_id: z.string().optional(),
  reason: z.string().optional(),
});
export type State = z.infer<typeof state>;

const identity = z.strictObject({
  reader: z.string(),
  /** Who gets it in place of the reader. */
  to: z.string().optional(),
  edition: z.string(),
  period: z.string(),
  /** `first`, or `force-<execution>`, `test-<execution>-<address key>`, `notice-<kind>`. */
  delivery: z.string(),
});
export type Identity = z.infer<typeof identity>;

/** What became of one message to one reader. */
const receipt = z.strictObject({
  ...identity.shape,
  ...state.shape,
  /** Earlier states, oldest first. */
  history: z.array(state),
});
export type Receipt = z.infer<typeof receipt>;

/** A receipt and the version by which it is replaced. */
export interface Found {
  readonly receipt: Receipt;
  readonly version: string;
}

/** Stands for an address in keys and logs. */
export function readerKey(email: string): string {
  return sha256(email.trim().toLowerCase()).slice(0, 16);
}

export function receiptsFolder(edition: string, period: string): string {
  return `runs/${edition}/${period}/receipts/`;
}

export function receiptKey({ edition, period, reader, delivery }: Identity): string {
  return `${receiptsFolder(edition, period)}${readerKey(reader)}/${delivery}.json`;
}

/** Throws OurBug on what is no receipt: nobody may get a message on its account. */
export async function readReceipt(receipts: Records, key: string): Promise<Found | null> {
  const found = await readKept(receipts, key, receipt);
  return found && { receipt: found.value, version: found.version };
}

/** The receipt in its next state; the one before goes into the history. */
export function inState(about: Identity, next: State, before: Receipt | undefined): Receipt {
  const { reader, to, edition, period, delivery } = about;
  const addressed = to === undefined ? { reader } : { reader, to };
  const history = before === undefined ? [] : [...before.history, stateOf(before)];
  return { ...addressed, edition, period, delivery, ...next, history };
}

export function stateOf(receipt: Receipt): State {
  return state.strip().parse(receipt);
}

/**
 * Writes a receipt where it still stands as it was found, or where there was none. A client that repeats a
 * write whose answer was lost is told that somebody else was first: then the text says whose it is.
 */
export async function writeReceipt(
  receipts: Records,
  key: string,
  next: Receipt,
  found: Found | null,
): Promise<boolean> {
  const body = json(next);
  const written = found
    ? await receipts.replace(key, body, found.version)
    : await receipts.create(key, body);
  return written || (await receipts.read(key))?.body === body;
}
