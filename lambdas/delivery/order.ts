import { BadSettings } from '../errors.ts';
import { readerKey } from './receipts.ts';

/** A reader of the run, and where the message lies in the archive. */
export interface Addressee {
  readonly email: string;
  /** Key of the `.eml`. */
  readonly key: string;
}

export interface Order {
  /** Folder of the run, `runs/<edition>/<period>/<run>`. */
  readonly run: string;
  readonly edition: string;
  readonly period: string;
  readonly execution: string;
  /** Unique to this call, e.g. a random UUID: by it a call knows its own claims. */
  readonly attempt: string;
  /**
   * `missing`: who has none yet; `force`: once more to everybody, once in this execution; `test`: copies of
   * the messages to other people.
   */
  readonly mode: 'missing' | 'force' | 'test';
  readonly readers: readonly Addressee[];
  /** These readers alone. */
  readonly only?: readonly string[] | undefined;
  /** Who gets the copies of a test. */
  readonly to?: readonly string[] | undefined;
  /** `Name <address>` or an address. */
  readonly sender: string;
  /** Addresses, or `@domain` for all of a domain; null: everybody. Nothing is sent to anybody else. */
  readonly allowList: readonly string[] | null;
  /** Where unsubscribe links lead; `t` in the query is the token. */
  readonly unsubscribeUrl: string;
  /** Address that unsubscribes by hand. */
  readonly unsubscribeMailto?: string | undefined;
  /** Milliseconds that the caller may still go on. */
  readonly timeLeft: () => number;
}

/** One message of an order: whose it is, and who gets it. */
export interface Letter {
  readonly reader: Addressee;
  readonly to: string;
}

/** Every message that is asked for, in the order of the readers. Throws BadSettings on an order that cannot be met. */
export function lettersOf(order: Order): readonly Letter[] {
  const readers = chosen(order);
  if (order.mode !== 'test') return readers.map((reader) => ({ reader, to: reader.email }));
  const { to = [] } = order;
  if (to.length === 0)
    throw new BadSettings('a test needs `to`: the addresses that get the copies');
  return readers.flatMap((reader) => to.map((address) => ({ reader, to: address })));
}

function chosen({ readers, only }: Order): readonly Addressee[] {
  const wanted = new Set((only ?? readers.map(({ email }) => email)).map(readerKey));
  const found = readers.filter(({ email }) => wanted.has(readerKey(email)));
  if (found.length < wanted.size) {
    const missing = wanted.size - found.length;
    throw new BadSettings(`\`only\` names ${missing} that are no readers of this run: see readers`);
  }
  return found;
}

/** Whether a stage may write to the address. */
export function isAllowed(email: string, { allowList }: Pick<Order, 'allowList'>): boolean {
  const address = email.trim().toLowerCase();
  if (allowList === null) return true;
  return allowList
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => (entry.startsWith('@') ? address.endsWith(entry) : address === entry));
}
