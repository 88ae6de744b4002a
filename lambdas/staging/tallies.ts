import type { Engine, Row } from '../ports.ts';
import type { Table } from '../tables/column.ts';
import { landedName, supersededRows } from './current.ts';
import type { Staging } from './stage.ts';

/** What staging counted of one canonical table. */
export interface StagedTable {
  readonly table: string;
  readonly rows: number;
  /** Landed rows that are not staged: identical copies, superseded and deleted ones. */
  readonly folded: number;
  /** Rows whose account is not among the accounts; none where there is no accounts table. */
  readonly orphans: number;
}

export async function countsOf(
  engine: Engine,
  landed: readonly Table[],
): Promise<readonly StagedTable[]> {
  const hasAccounts = landed.some(({ name }) => name === 'accounts');
  const counts: StagedTable[] = [];
  for (const table of landed) {
    const staged = await count(engine, table.name);
    // Accounts that were merged away were sent once; they are no copies.
    const current = table.name === 'accounts' ? await count(engine, 'current_accounts') : staged;
    const before = await count(engine, landedName(table));
    const orphans =
      hasAccounts && 'account_id' in table.columns ? await orphansOf(engine, table) : 0;
    counts.push({ table: table.name, rows: staged, folded: before - current, orphans });
  }
  return counts;
}

async function count(engine: Engine, relation: string): Promise<number> {
  return single(await engine.query(`select count(*) as n from ${relation}`));
}

async function orphansOf(engine: Engine, { name }: Table): Promise<number> {
  if (name === 'accounts' || name === 'account_links') return 0;
  return single(
    await engine.query(
      `select count(*) as n from ${name} as t left join accounts as a on a.account_id = t.account_id
       where t.account_id is not null and a.account_id is null`,
    ),
  );
}

function single([row]: readonly Row[]): number {
  return Number(row?.n ?? 0);
}

/** Keeps the rows that lost to a newer one with the same key beside the rejected ones, with the reason. */
export async function writeSuperseded(
  { engine, objects, rejected }: Pick<Staging, 'engine' | 'objects' | 'rejected'>,
  landed: readonly Table[],
): Promise<void> {
  for (const table of landed.filter(({ sameKey }) => sameKey === 'last')) {
    const rows = await engine.query(supersededRows(table));
    const key = `${rejected(table.name)}/superseded.jsonl`;
    await objects.remove(key);
    if (rows.length > 0) await objects.write(key, rows.map((row) => line(table, row)).join(''));
  }
}

function line({ key }: Table, row: Row): string {
  const reason = `same ${key.join(', ')} as line ${row.kept_line} of ${row.kept_file}, which is newer and stands`;
  return `${JSON.stringify({ file: row.file, line: Number(row.line), reason })}\n`;
}
