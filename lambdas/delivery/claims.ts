import { OurBug } from '../errors.ts';
import type { Clock, Records, SendOutcome } from '../ports.ts';
import {
  type Found,
  type Identity,
  inState,
  type Receipt,
  readReceipt,
  type State,
  stateOf,
  writeReceipt,
} from './receipts.ts';

/** One message to one address, and who wants to send it. */
export interface Slot {
  readonly key: string;
  readonly about: Identity;
  readonly run: string;
  /** Execution that sends. */
  readonly owner: string;
  /** This one call of it. */
  readonly attempt: string;
}

export interface Claiming {
  readonly receipts: Records;
  readonly clock: Clock;
}

/** No function runs for longer than 15 minutes: whoever claimed 20 minutes ago sends no more. */
export const lease = 20 * 60_000;

/** May it be sent (`open`), is another execution at it, or what became of it. */
export type Standing = 'open' | 'elsewhere' | 'sent' | 'refused' | 'unknown';

export interface Look {
  readonly standing: Standing;
  readonly found: Found | null;
}

/** Looks at a slot; a claim that nobody can be at any more becomes unknown. */
export async function look(ports: Claiming, slot: Slot): Promise<Look> {
  const found = await readReceipt(ports.receipts, slot.key);
  if (found === null) return { standing: 'open', found };
  const now = ports.clock.now();
  const standing = standingOf(found.receipt, slot.owner, now);
  if (standing !== 'lost') return { standing, found };
  const state: State = { ...stateOf(found.receipt), status: 'unknown', at: now, reason: died };
  const next = inState(found.receipt, state, found.receipt);
  await writeReceipt(ports.receipts, slot.key, next, found);
  return look(ports, slot);
}

const died = 'who claimed it ended before saying what became of it';

/** `lost`: claimed by somebody who is gone. */
export function standingOf(receipt: Receipt, owner: string, now: string): Standing | 'lost' {
  const own = receipt.owner === owner;
  switch (receipt.status) {
    case 'claimed':
      return own || isOver(receipt, now) ? 'lost' : 'elsewhere';
    case 'refused':
      // What SES has refused it refuses again; another execution may try.
      return own ? 'refused' : 'open';
    case 'throttled':
    case 'skipped':
      return 'open';
    default:
      return receipt.status;
  }
}

/** Whether the lease of a claim is over. */
export function isOver({ at }: Pick<Receipt, 'at'>, now: string): boolean {
  return Date.parse(now) - Date.parse(at) >= lease;
}

/** Claims an open slot; false where somebody else was first. */
export async function claim(ports: Claiming, slot: Slot, found: Found | null): Promise<boolean> {
  return put(ports, slot, found, { status: 'claimed' });
}

/** Says of an open slot why nothing was sent; whoever changes it meanwhile knows better. */
export async function note(
  ports: Claiming,
  slot: Slot,
  found: Found | null,
  what: { readonly status: 'skipped' | 'throttled' | 'refused'; readonly reason: string },
): Promise<void> {
  const said = found?.receipt;
  if (said?.status === what.status && said.reason === what.reason) return;
  await put(ports, slot, found, what);
}

async function put(
  { receipts, clock }: Claiming,
  slot: Slot,
  found: Found | null,
  what: Pick<State, 'status' | 'reason'>,
): Promise<boolean> {
  const { run, owner, attempt } = slot;
  const state: State = { ...what, run, owner, attempt, at: clock.now() };
  return writeReceipt(receipts, slot.key, inState(slot.about, state, found?.receipt), found);
}

/**
 * Writes down what became of a claimed message. Others may have given the claim up meanwhile: the one who
 * sent knows better. Throws OurBug where the claim is somebody else's by now.
 */
export async function record(
  { receipts, clock }: Claiming,
  slot: Slot,
  outcome: SendOutcome,
): Promise<void> {
  for (;;) {
    const found = await readReceipt(receipts, slot.key);
    if (found === null || found.receipt.attempt !== slot.attempt) throw lostClaim(slot, outcome);
    if (!['claimed', 'unknown'].includes(found.receipt.status)) return;
    const { run, owner, attempt } = slot;
    const state: State = { ...outcomeState(outcome), run, owner, attempt, at: clock.now() };
    const next = inState(slot.about, state, found.receipt);
    if (await writeReceipt(receipts, slot.key, next, found)) return;
  }
}

function outcomeState(outcome: SendOutcome): Pick<State, 'status' | 'message_id' | 'reason'> {
  if (outcome.outcome === 'sent') return { status: 'sent', message_id: outcome.messageId };
  return { status: outcome.outcome, reason: outcome.reason };
}

function lostClaim({ key }: Slot, outcome: SendOutcome): OurBug {
  const id = outcome.outcome === 'sent' ? ` with id ${outcome.messageId}` : '';
  return new OurBug(
    `${key}: the claim was taken away while the message was ${outcome.outcome}${id}`,
  );
}
