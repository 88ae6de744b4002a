import { OurBug } from '../../errors.ts';
import type { Row } from '../../ports.ts';

/** What is known of one account, over all cut-offs. */
export interface AccountRows {
  readonly account: Row;
  /** By window: a row per currency. */
  readonly standings: RowsByWindow;
  /** By window: at most one row. */
  readonly signals: RowsByWindow;
}

export type RowsByWindow = ReadonlyMap<number, readonly Row[]>;

/**
 * One account after the other with its rows: of all accounts together they would not fit into memory. Both
 * queries give their rows in the order of the accounts; rows of accounts that are not among them are left out.
 */
export async function* byAccount(
  accounts: readonly Row[],
  rows: Readonly<Record<'standings' | 'signals', AsyncIterable<Row>>>,
): AsyncGenerator<AccountRows> {
  const known = new Set(accounts.map(idOf));
  const [standings, signals] = [inTurn(rows.standings, known), inTurn(rows.signals, known)];
  for (const account of accounts) {
    const id = idOf(account);
    const [stands, shown] = [await standings.of(id), await signals.of(id)];
    yield { account, standings: byWindow(stands), signals: byWindow(shown) };
  }
  await standings.end();
  await signals.end();
}

function byWindow(rows: readonly Row[]): RowsByWindow {
  const found = new Map<number, Row[]>();
  for (const row of rows) {
    const id = Number(row.window_id);
    const own = found.get(id);
    if (own) own.push(row);
    else found.set(id, [row]);
  }
  return found;
}

const idOf = (row: Row) => String(row.account_id);

function inTurn(rows: AsyncIterable<Row>, known: ReadonlySet<string>) {
  const source = rows[Symbol.asyncIterator]();
  const next = async () => {
    for (;;) {
      const { done, value } = await source.next();
      if (done) return null;
      if (known.has(idOf(value))) return value;
    }
  };
  /** The first row of those whose turn has not come. */
  let ahead: Promise<Row | null> | undefined;
  const first = () => {
    ahead ??= next();
    return ahead;
  };
  return {
    of: async (accountId: string): Promise<readonly Row[]> => {
      const own: Row[] = [];
      for (let row = await first(); row && idOf(row) === accountId; row = await first()) {
        own.push(row);
        ahead = next();
      }
      return own;
    },
    end: async () => {
      const row = await first();
      if (row) throw new OurBug(`rows of account ${idOf(row)} came out of turn`);
    },
  };
}
