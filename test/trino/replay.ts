import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Answer, isOrdered, sorted } from './answer.ts';
import type { Asked, ParquetTable, Step } from './recording.ts';
import { openTrino, type Trino } from './trino.ts';

const nothing = mkdtempSync(join(tmpdir(), 'cs-pulse-nothing-'));

/** Athena takes no longer query. */
const longestQuery = 262_144;

/** One test per query: Trino answers as DuckDB did. */
export async function replay(
  schema: string,
  steps: readonly Step[],
  titleOf: (step: Asked) => string,
): Promise<void> {
  const trino = await openTrino(schema);
  const folders = new Map<string, string>();
  let reading: ParquetTable[] = [];
  for (const step of steps) {
    if (step.does === 'read') {
      reading.push(...step.tables);
      continue;
    }
    const before = reading;
    reading = [];
    it(`${titleOf(step)}: ${step.answer.rows.length} rows`, async () => {
      for (const table of before) await read(trino, folders, table);
      expect(Buffer.byteLength(step.sql)).toBeLessThanOrEqual(longestQuery);
      const answer = await answerOf(trino, step);
      expect(answer.columns).toEqual(step.answer.columns);
      const [found, wanted] = isOrdered(step.sql)
        ? [answer, step.answer]
        : [sorted(answer), sorted(step.answer)];
      expect(firstDifferences(found, wanted)).toEqual([]);
    });
  }
}

/** The first rows that are not the same, few enough to be read. */
function firstDifferences(trino: Answer, duckDb: Answer) {
  const places = Array.from({ length: Math.max(trino.rows.length, duckDb.rows.length) });
  return places
    .map((_, n) => ({ row: n, trino: text(trino.rows[n]), duckDb: text(duckDb.rows[n]) }))
    .filter((one) => one.trino !== one.duckDb)
    .slice(0, 5);
}

const text = (row: Answer['rows'][number] | undefined) => JSON.stringify(row);

async function read(trino: Trino, folders: Map<string, string>, table: ParquetTable) {
  const folder = table.folder ?? nothing;
  if (folders.get(table.name) === folder) return;
  const columns = table.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  await trino.query(`drop table if exists ${table.name}`);
  await trino.query(
    `create table ${table.name} (${columns})
     with (format = 'PARQUET', external_location = 'file://${folder}')`,
  );
  folders.set(table.name, folder);
}

async function answerOf(trino: Trino, { does, name, sql }: Asked): Promise<Answer> {
  if (does === 'query') return trino.query(sql);
  await trino.query(`drop table if exists ${name}`);
  await trino.query(`create table ${name} as ${sql}`);
  return trino.query(`select * from ${name}`);
}
