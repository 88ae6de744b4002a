import type { Clock, Records } from '../ports.ts';
import { isOver } from './claims.ts';
import {
  type Receipt,
  type ReceiptStatus,
  readerKey,
  readReceipt,
  receiptsFolder,
} from './receipts.ts';

/** What one reader got in one delivery. Addresses are for the owner, never for a log. */
export interface Line {
  readonly reader: string;
  readonly to?: string;
  readonly delivery: string;
  readonly status: ReceiptStatus;
  readonly at: string;
  readonly message_id?: string;
  readonly reason?: string;
}

export interface Summary {
  /** Readers by what became of their first delivery; `nothing`: there is no receipt. */
  readonly counts: Readonly<Record<ReceiptStatus | 'nothing', number>>;
  readonly readers: number;
  /** Every delivery, by reader and time. */
  readonly lines: readonly Line[];
}

/**
 * The receipts of an edition and period. `readers` are the addresses that should have one; others that have
 * one count too.
 */
export async function summarise(
  ports: { readonly receipts: Records; readonly clock: Clock },
  { edition, period }: { readonly edition: string; readonly period: string },
  readers: readonly string[] = [],
): Promise<Summary> {
  const keys = await ports.receipts.list(receiptsFolder(edition, period));
  const found = await Promise.all(keys.map((key) => readReceipt(ports.receipts, key)));
  const now = ports.clock.now();
  const lines = found
    .flatMap((one) => (one === null ? [] : [lineOf(one.receipt, now)]))
    .sort((a, b) => compare(a.reader, b.reader) || compare(a.at, b.at));
  return summaryOf(lines, readers);
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** A claim that nobody can be at any more is unknown, though nobody has looked at it since. */
function lineOf(receipt: Receipt, now: string): Line {
  const { reader, to, delivery, at, message_id, reason } = receipt;
  const gone = receipt.status === 'claimed' && isOver(receipt, now);
  return {
    reader,
    ...(to === undefined ? {} : { to }),
    ...{ delivery, status: gone ? 'unknown' : receipt.status, at },
    ...(message_id === undefined ? {} : { message_id }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function summaryOf(lines: readonly Line[], readers: readonly string[]): Summary {
  const first = new Map(
    lines
      .filter(({ delivery }) => delivery === 'first')
      .map((line) => [readerKey(line.reader), line.status] as const),
  );
  const all = new Set([...readers.map(readerKey), ...first.keys()]);
  const counts = {
    ...{ claimed: 0, sent: 0, refused: 0, throttled: 0 },
    ...{ unknown: 0, skipped: 0, nothing: 0 },
  };
  for (const key of all) counts[first.get(key) ?? 'nothing'] += 1;
  return { counts, readers: all.size, lines };
}

/** E.g. `3 of 12 readers have it, 1 unknown, 8 got nothing`. */
export function inWords({ counts, readers }: Summary): string {
  const nothing = counts.nothing + counts.refused + counts.throttled;
  const parts = [
    `${counts.sent} of ${readers} ${readers === 1 ? 'reader' : 'readers'} ${counts.sent === 1 ? 'has' : 'have'} it`,
    ...said(counts.claimed, 'being sent'),
    ...said(counts.unknown, 'unknown'),
    ...said(counts.skipped, 'left out on purpose'),
    ...said(nothing, 'got nothing'),
  ];
  return parts.join(', ');
}

const said = (count: number, what: string) => (count === 0 ? [] : [`${count} ${what}`]);
