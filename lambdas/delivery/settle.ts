import { BadSettings } from '../errors.ts';
import type { Clock, Records } from '../ports.ts';
import { isOver, lease } from './claims.ts';
import {
  type Found,
  inState,
  type Receipt,
  readReceipt,
  receiptKey,
  type State,
  stateOf,
  writeReceipt,
} from './receipts.ts';

export interface Settlement {
  readonly edition: string;
  readonly period: string;
  /** Address of the reader. */
  readonly reader: string;
  /** Absent: the first delivery. */
  readonly delivery?: string | undefined;
  readonly as: 'sent' | 'not_sent';
  /** How the person knows, e.g. `Dana has it`. */
  readonly reason: string;
}

/**
 * What a person says of a message that may have been sent: `not_sent` lets `missing` send it. Throws
 * BadSettings where there is nothing in doubt, or where whoever claimed it may still be at it.
 */
export async function settle(
  ports: { readonly receipts: Records; readonly clock: Clock },
  settlement: Settlement,
): Promise<Receipt> {
  const { delivery = 'first', as, reason } = settlement;
  const key = receiptKey({ ...settlement, delivery });
  const now = ports.clock.now();
  const found = await inDoubt(ports.receipts, key, now);
  if (reason.trim() === '') throw new BadSettings('settling needs a reason: how is it known?');
  const state: State = {
    ...stateOf(found.receipt),
    status: as === 'sent' ? 'sent' : 'refused',
    ...{ owner: 'settled', attempt: `settled-${now}`, at: now },
    reason: `settled as ${as === 'sent' ? 'sent' : 'not sent'}: ${reason.trim()}`,
  };
  const next = inState(found.receipt, state, found.receipt);
  if (await writeReceipt(ports.receipts, key, next, found)) return next;
  throw new BadSettings(`${key} has changed meanwhile: ask for the status and settle again`);
}

async function inDoubt(receipts: Records, key: string, now: string): Promise<Found> {
  const found = await readReceipt(receipts, key);
  if (found === null) throw new BadSettings(`there is no receipt ${key}: check the address`);
  const { receipt } = found;
  const claimedAt =
    [...receipt.history, receipt].findLast((s) => s.status === 'claimed') ?? receipt;
  if (!['claimed', 'unknown'].includes(receipt.status)) {
    throw new BadSettings(`${key} is ${receipt.status}: only what is unknown can be settled`);
  }
  if (!isOver(claimedAt, now)) {
    const minutes = lease / 60_000;
    throw new BadSettings(
      `${key} was claimed at ${claimedAt.at}: settle it ${minutes} minutes later, when nobody can be at it`,
    );
  }
  return found;
}
