import type { NaiveOptions } from './options.ts';
import { dateIn, instant } from './time.ts';
import { isTrue, must, type Row, rowsOf, text, type World } from './world.ts';

/** Merges are followed to their end, for all time. */
export function survivorOf(world: World, accountId: string): string {
  const seen = new Set<string>();
  let current = accountId;
  while (!seen.has(current)) {
    seen.add(current);
    const row = rowsOf(world, 'accounts').find((one) => one.account_id === current);
    const next = row ? text(row, 'merged_into_account_id') : null;
    if (next === null) return current;
    current = next;
  }
  return current;
}

/** Rows of the accounts that were not merged into another. */
export function survivingAccounts(world: World): readonly Row[] {
  return rowsOf(world, 'accounts').filter((row) => text(row, 'merged_into_account_id') === null);
}

/** A span that its source deleted ends on the day of the deletion; when that is unknown it never was. */
function withoutDeletion(span: Row, timeZone: string): Row | null {
  if (!isTrue(span, 'is_deleted')) return span;
  const deletedAt = instant(span, 'source_updated_at');
  if (deletedAt === null) return null;
  const deletedOn = dateIn(deletedAt, timeZone);
  const endsOn = text(span, 'ends_on');
  if (endsOn !== null && endsOn <= deletedOn) return span;
  const latest = [must(span, 'starts_on'), deletedOn].sort().at(-1);
  return { ...span, ends_on: latest ?? deletedOn };
}

/** Reference data and costs, which are nobody's. */
const ofNoAccount = ['features', 'fx_rates', 'spend'];

/** The world with merges followed, deleted rows out and, for a segment, other accounts' rows out. */
export function prepare(
  world: World,
  { timeZone, accountIds }: Pick<NaiveOptions, 'timeZone' | 'accountIds'>,
): World {
  const isWanted = (row: Row) =>
    accountIds === undefined || accountIds.has(text(row, 'account_id') ?? '');
  const survivors = new Map(
    rowsOf(world, 'accounts').map((row) => {
      const id = must(row, 'account_id');
      return [id, survivorOf(world, id)];
    }),
  );
  const prepared: Record<string, readonly Row[]> = {};
  for (const [table, rows] of Object.entries(world)) {
    const standing: Row[] = [];
    for (const row of rows) {
      if (table === 'subscription_periods') {
        const span = withoutDeletion(row, timeZone);
        if (span) standing.push(span);
      } else if (table === 'accounts' || !isTrue(row, 'is_deleted')) {
        standing.push(row);
      }
    }
    if (ofNoAccount.includes(table)) prepared[table] = standing;
    else if (table === 'accounts') prepared[table] = survivingAccounts(world).filter(isWanted);
    else {
      prepared[table] = standing
        .map((row) => {
          const id = text(row, 'account_id');
          return id === null ? row : { ...row, account_id: survivors.get(id) ?? id };
        })
        .filter(isWanted);
    }
  }
  return prepared;
}
