import { describe, expect, it } from 'vitest';
import { OurBug } from '../../lambdas/errors.ts';
import { type AccountRows, byAccount } from '../../lambdas/kpis/scores/by_account.ts';
import type { Row } from '../../lambdas/ports.ts';

const accounts: readonly Row[] = ['a', 'b', 'c'].map((account_id) => ({ account_id }));
const row = (account_id: string | null, window_id: bigint): Row => ({ account_id, window_id });

async function* rowsOf(...rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

const byWindow = (...rows: readonly Row[]) =>
  new Map(rows.map((one) => [Number(one.window_id), [one]]));

async function all(standings: AsyncIterable<Row>, signals: AsyncIterable<Row> = rowsOf()) {
  const found: AccountRows[] = [];
  for await (const one of byAccount(accounts, { standings, signals })) found.push(one);
  return found;
}

describe('accounts with their rows', () => {
  it('come one after the other, each with its rows of both queries', async () => {
    const found = await all(
      rowsOf(row('a', 1n), row('a', 2n), row('c', 1n)),
      rowsOf(row('b', 1n), row('c', 2n)),
    );
    expect(found).toEqual([
      {
        account: { account_id: 'a' },
        standings: byWindow(row('a', 1n), row('a', 2n)),
        signals: byWindow(),
      },
      { account: { account_id: 'b' }, standings: byWindow(), signals: byWindow(row('b', 1n)) },
      {
        account: { account_id: 'c' },
        standings: byWindow(row('c', 1n)),
        signals: byWindow(row('c', 2n)),
      },
    ]);
  });

  it('leave out rows of accounts that are none', async () => {
    const strangers = rowsOf(row('', 1n), row('a', 1n), row('aa', 1n), row('c', 1n), row(null, 1n));
    const found = await all(strangers);
    expect(found.map(({ standings }) => standings.size)).toEqual([1, 0, 1]);
  });

  it('are read as they are taken: never more than one account and a row of the next', async () => {
    let read = 0;
    const counted = async function* () {
      for (const { account_id = null } of accounts) {
        read += 1;
        yield { account_id, window_id: 1n };
      }
    };
    for await (const { account } of byAccount(accounts, {
      standings: counted(),
      signals: rowsOf(),
    })) {
      expect(read).toBeLessThanOrEqual(accounts.indexOf(account) + 2);
    }
    expect(read).toBe(3);
  });

  it('are an error of ours where a query gives its rows in another order', async () => {
    const turned = all(rowsOf(row('b', 1n), row('a', 1n)));
    await expect(turned).rejects.toThrow(OurBug);
    await expect(all(rowsOf(row('c', 1n), row('a', 1n)))).rejects.toThrow(
      /account a came out of turn/,
    );
  });
});
