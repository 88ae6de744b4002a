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
  return { ...span, ends_on: latest ?? deletedOn, end_reason: 'deleted' };
}

/** Reference data and costs, which are nobody's, and rows that name accounts only by their part in them. */
const ofNoAccount = [
  'features',
  'fx_rates',
  'spend',
  'csm_time',
  'opportunity_history',
  'leads',
  'referrals',
];

/** Columns that name an account. */
const accountColumns = [
  'account_id',
  'referrer_account_id',
  'referred_account_id',
  'converted_account_id',
];

interface Owner {
  readonly table: string;
  readonly column: string;
}
const user: Owner = { table: 'users', column: 'user_id' };
const contact: Owner = { table: 'contacts', column: 'contact_id' };

/** Whose row it is when it names no account, the first that is known: its user's, its contact's. */
const owners: Readonly<Record<string, readonly Owner[]>> = {
  activities: [contact],
  survey_responses: [user, contact],
  referral_prompts: [user],
};

function withOwner(world: World, table: string, row: Row): Row {
  if (text(row, 'account_id') !== null) return row;
  for (const { table: people, column } of owners[table] ?? []) {
    const id = text(row, column);
    const found = rowsOf(world, people).find(
      (one) => id !== null && one[column] === id && !isTrue(one, 'is_deleted'),
    );
    if (found !== undefined) return { ...row, account_id: text(found, 'account_id') };
  }
  return row;
}

function withSurvivors(row: Row, survivors: ReadonlyMap<string, string>): Row {
  const followed: Record<string, string> = {};
  for (const column of accountColumns) {
    const id = text(row, column);
    if (id !== null) followed[column] = survivors.get(id) ?? id;
  }
  return { ...row, ...followed };
}

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
    if (table === 'accounts') prepared[table] = survivingAccounts(world).filter(isWanted);
    else {
      const followed = standing.map((row) =>
        withSurvivors(withOwner(world, table, row), survivors),
      );
      prepared[table] = ofNoAccount.includes(table) ? followed : followed.filter(isWanted);
    }
  }
  return prepared;
}
