import type { Engine, Row } from '../ports.ts';
import type { Table } from '../tables/column.ts';
import { supersededRows } from './current.ts';
import type { LandedTable, Staging } from './stage.ts';

/** What staging counted of one canonical table. */
export interface StagedTable {
  readonly table: string;
  readonly rows: number;
  /** Landed rows that are not staged: identical copies, superseded and deleted ones. */
  readonly folded: number;
  /** Rows whose account is not among the accounts; none where there is no accounts table. */
  readonly orphans: number;
}

/** What staging counted, in one query per kind of count: each statement costs Athena seconds. */
export async function countsOf(
  engine: Engine,
  landed: readonly Table[],
  sent: readonly LandedTable[],
): Promise<readonly StagedTable[]> {
  const hasAccounts = landed.some(({ name }) => name === 'accounts');
  const named = landed.filter((table) => hasAccounts && namesAccounts(table));
  const staged = await counts(engine, landed, ({ name }) => `from ${name}`);
  // Accounts that were merged away were sent once; they are no copies.
  const accounts = landed.filter(({ name }) => name === 'accounts');
  const current = await counts(engine, accounts, () => 'from current_accounts');
  const before = new Map(sent.map(({ table, rows }) => [table, rows]));
  const orphans = await counts(engine, named, orphansOf);
  return landed.map(({ name }) => ({
    table: name,
    rows: staged.get(name) ?? 0,
    folded: (before.get(name) ?? 0) - (current.get(name) ?? staged.get(name) ?? 0),
    orphans: orphans.get(name) ?? 0,
  }));
}

function namesAccounts({ name, columns }: Table): boolean {
  return 'account_id' in columns && name !== 'accounts' && name !== 'account_links';
}

const orphansOf = ({ name }: Table) =>
  `from ${name} as t left join accounts as a on a.account_id = t.account_id
where t.account_id is not null and a.account_id is null`;

/** Rows by table of what `from` names. */
async function counts(
  engine: Engine,
  tables: readonly Table[],
  from: (table: Table) => string,
): Promise<ReadonlyMap<string, number>> {
  if (tables.length === 0) return new Map();
  const each = tables.map(
    (table) => `select '${table.name}' as name, count(*) as n ${from(table)}`,
  );
  const rows = await engine.query(each.join('\nunion all\n'));
  return new Map(rows.map((row) => [String(row.name), Number(row.n)]));
}

/** Keeps the rows that lost to a newer one with the same key beside the rejected ones, with the reason. */
export async function writeSuperseded(
  { engine, lake, rejected }: Pick<Staging, 'engine' | 'lake' | 'rejected'>,
  landed: readonly Table[],
  counted: readonly StagedTable[],
): Promise<void> {
  const folded = new Set(counted.flatMap(({ table, folded }) => (folded > 0 ? [table] : [])));
  for (const table of landed.filter(
    ({ name, sameKey }) => sameKey === 'last' && folded.has(name),
  )) {
    const rows = await engine.query(supersededRows(table));
    const key = `${rejected(table.name)}/superseded.jsonl`;
    if (rows.length > 0) await lake.write(key, rows.map((row) => line(table, row)).join(''));
  }
}

function line({ key }: Table, row: Row): string {
  const reason = `same ${key.join(', ')} as line ${row.kept_line} of ${row.kept_file}, which is newer and stands`;
  return `${JSON.stringify({ file: row.file, line: Number(row.line), reason })}\n`;
}
