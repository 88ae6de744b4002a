import { OurBug } from '../errors.ts';
import type { Clock, Objects, Records, Signer } from '../ports.ts';
import { type Slot, standingOf } from './claims.ts';
import { isAllowed, type Letter, type Order } from './order.ts';
import { fieldOf, withFields, withSubjectPrefix } from './raw_message.ts';
import { readerKey, readReceipt, receiptKey } from './receipts.ts';
import type { Message } from './send_once.ts';
import { isUnsubscribed } from './subscriptions.ts';
import { suppressionOf } from './suppression.ts';
import { tokenOf } from './tokens.ts';

interface Ports {
  readonly archive: Objects;
  readonly receipts: Records;
  readonly signer: Signer;
  readonly clock: Clock;
}

/** What an order means for one reader: under which receipt, whether at all, and which bytes. */
export async function messageFor(ports: Ports, order: Order, letter: Letter): Promise<Message> {
  const slot = slotOf(order, letter, await deliveryOf(ports, order, letter));
  return {
    from: order.sender,
    to: letter.to,
    slot,
    barred: () => whyNot(ports, order, letter),
    raw: () => rawOf(ports, order, letter, slot),
  };
}

function slotOf(order: Order, { reader, to }: Letter, delivery: string): Slot {
  const { edition, period, run, execution: owner, attempt } = order;
  const whose = { reader: reader.email, edition, period, delivery };
  const about = order.mode === 'test' ? { ...whose, to } : whose;
  return { key: receiptKey(about), about, run, owner, attempt };
}

/**
 * `force` delivers again only where there was a delivery: who has none gets the first, so that `missing`
 * finds it later and does not send another.
 */
async function deliveryOf(ports: Ports, order: Order, { reader, to }: Letter): Promise<string> {
  const { mode, execution, edition, period } = order;
  if (mode === 'test') return `test-${execution}-${readerKey(to)}`;
  if (mode === 'missing') return 'first';
  const key = receiptKey({ reader: reader.email, edition, period, delivery: 'first' });
  const first = (await readReceipt(ports.receipts, key))?.receipt;
  if (first === undefined || first.owner === execution) return 'first';
  const standing = standingOf(first, execution, ports.clock.now());
  return ['sent', 'unknown', 'lost'].includes(standing) ? `force-${execution}` : 'first';
}

async function whyNot({ receipts }: Ports, order: Order, { reader, to }: Letter) {
  if (!isAllowed(to, order)) return 'not on the allow-list of this stage';
  const suppressed = await suppressionOf(receipts, to);
  if (suppressed !== null) return suppressed;
  // A copy for a test is asked for by those who get it.
  if (order.mode === 'test') return null;
  const whose = { reader: readerKey(reader.email), edition: order.edition };
  return (await isUnsubscribed(receipts, whose)) ? 'unsubscribed from this edition' : null;
}

const unsubscribing = ['List-Unsubscribe', 'List-Unsubscribe-Post'];

async function rawOf(ports: Ports, order: Order, letter: Letter, slot: Slot) {
  const raw = await read(ports.archive, letter.reader.key);
  mustBeTheirs(raw, letter);
  const traces = [
    ['X-CS-Pulse-Run', order.run],
    ['X-CS-Pulse-Receipt', slot.key],
  ] as const;
  if (order.mode === 'test') {
    return withSubjectPrefix(withFields(raw, traces, unsubscribing), '[Test]');
  }
  const token = await tokenOf(ports.signer, letter.reader.email, order.edition);
  return withFields(raw, [...waysOut(order, token), ...traces], unsubscribing);
}

async function read(archive: Objects, key: string): Promise<Uint8Array> {
  const { size, slice } = await archive.parts(key);
  return slice(0, size);
}

/** The last look before it leaves: a message addressed to another person must not be sent to this one. */
function mustBeTheirs(raw: Uint8Array, { reader }: Letter): void {
  const to = fieldOf(raw, 'To')?.toLowerCase() ?? '';
  const address = /<([^<>]*)>$/.exec(to)?.[1] ?? to;
  if (address !== reader.email.trim().toLowerCase()) {
    throw new OurBug(
      `${readerKey(reader.email)}: the message that lies there is not for this reader`,
    );
  }
}

/** RFC 8058: mail programs show a button of their own, and post to the link when it is pressed. */
function waysOut({ unsubscribeUrl, unsubscribeMailto, edition }: Order, token: string) {
  const link = new URL(unsubscribeUrl);
  link.searchParams.set('t', token);
  const subject = encodeURIComponent(`Unsubscribe from the ${edition} report`);
  const mail = unsubscribeMailto ? [`<mailto:${unsubscribeMailto}?subject=${subject}>`] : [];
  return [
    ['List-Unsubscribe', [`<${link.href}>`, ...mail].join(',\r\n ')],
    ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
  ] as const;
}
