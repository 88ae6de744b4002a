import { type NaiveRecord, percent } from '../record.ts';
import { type Row, rowsOf, text } from '../world.ts';
import type { Book } from './book.ts';

const mustHave = ['csm', 'segment', 'country'];

/** Everything filled in, and no other account with its domain. */
function isClean(account: Row, all: readonly Row[]): boolean {
  const domain = text(account, 'domain');
  const others = all.filter((other) => other.account_id !== account.account_id);
  const isShared = domain !== null && others.some((other) => text(other, 'domain') === domain);
  return !isShared && mustHave.every((column) => text(account, column) !== null);
}

/** Paying accounts that no account row knows are not clean. */
export function dataHygiene({ world, customers }: Book): NaiveRecord {
  const all = rowsOf(world, 'accounts');
  const clean = all.filter(
    (row) => customers.includes(text(row, 'account_id') ?? '') && isClean(row, all),
  );
  return percent({ kpi: 'data_hygiene_score' }, clean.length, customers.length);
}
