import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { OurBug } from '../errors.ts';
import type { KnownRows, Memory } from '../kpis/measures/known_rows.ts';
import { gzippedLines } from '../lines.ts';
import type { Engine, Objects, QueryText, Row, Value } from '../ports.ts';
import type { Snapshot } from '../staging/snapshots.ts';
import { versionOf, versionsOf } from '../staging/versions.ts';
import { versionsBefore } from '../staging/versions_before.ts';
import { codeOf, type Job } from './job.ts';

export interface Remembering {
  readonly lake: Objects;
  readonly engine: Engine;
  readonly queryText: QueryText;
}

/**
 * Rows of measures that earlier runs kept, a file per edition and measure: those of the newest run. Undefined for a
 * snapshot that was staged before versions were kept. The snapshot must be in use.
 */
export async function measuredRows(
  { lake, engine, queryText }: Remembering,
  job: Pick<Job, 'edition' | 'source' | 'version' | 'settings'>,
  { snapshot, date }: Snapshot,
): Promise<Memory | undefined> {
  const versions = await versionsOf(lake, snapshot);
  if (!versions) return undefined;
  const folder = `measured/rows/${versionOf(job.source)}/${job.edition}/`;
  const file = (subject: string) => `${folder}${subject}.gz`;
  const there = new Set(await lake.list(folder));
  const before = await versionsBefore({ engine, queryText, versions, snapshotDate: date });
  const rules = versionOf(rulesOf(job));
  return {
    version: (table, day) => {
      const found = before(table, day);
      return found === undefined ? undefined : `${rules} ${found}`;
    },
    recall: async (subject, wanted) =>
      there.has(file(subject)) ? recalled(lake, file(subject), wanted) : new Map(),
    keep: (subject, rows) => lake.writeStream(file(subject), packed(rows)),
  };
}

/** What decides derived rows beside the tables and the text of their queries. */
function rulesOf({ version, settings }: Pick<Job, 'version' | 'settings'>): unknown {
  const { time_zone, feature_roles, definitions } = settings;
  const { past_due_grace_days, login_events } = definitions;
  return [codeOf({ version }), time_zone, feature_roles, past_due_grace_days, login_events];
}

/** A line of a file: period and key, each ended by a tab, then the rows by column. */
async function recalled(lake: Objects, key: string, wanted: ReadonlyMap<string, string>) {
  const found = new Map<string, readonly Row[]>();
  for await (const line of gzippedLines(lake, key)) {
    const [period = '', made = ''] = line.split('\t', 2);
    if (wanted.get(period) === made)
      found.set(period, unpacked(line.slice(period.length + made.length + 2)));
  }
  return found;
}

function* lined(rows: ReadonlyMap<string, KnownRows>): Generator<Uint8Array> {
  yield gzipSync('');
  for (const [period, { key, rows: own }] of rows)
    yield gzipSync(`${period}\t${key}\t${byColumn(own)}\n`, { level: 1 });
}

async function* packed(rows: ReadonlyMap<string, KnownRows>) {
  yield* lined(rows);
}

/** Integers are of any size, which JSON's numbers are not: they are texts, and their column says so. */
function byColumn(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {}).map((name) => {
    const values = rows.map((row) => row[name] ?? null);
    if (values.some((value) => typeof value === 'number' && !Number.isFinite(value)))
      throw new OurBug(`a measure gave a number in ${name} that JSON has no word for`);
    const integer = values.some((value) => typeof value === 'bigint');
    return { name, integer, values: integer ? values.map(text) : values };
  });
  return JSON.stringify({ rows: rows.length, columns });
}

const text = (value: Value) => (value === null ? null : String(value));

const kept = z.strictObject({
  rows: z.int(),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      integer: z.boolean(),
      values: z.custom<readonly Value[]>((values) => Array.isArray(values)),
    }),
  ),
});

function unpacked(line: string): readonly Row[] {
  const { rows, columns } = kept.parse(JSON.parse(line));
  const filled = columns.map(({ name, integer, values }) => ({
    name,
    values: integer
      ? values.map((value) => (value === null ? null : BigInt(String(value))))
      : values,
  }));
  return Array.from({ length: rows }, (_, at) => {
    const row: Record<string, Value> = {};
    for (const { name, values } of filled) row[name] = values[at] ?? null;
    return row;
  });
}
