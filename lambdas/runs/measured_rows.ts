import { gzipSync } from 'node:zlib';
import type { KnownRows, Memory } from '../kpis/measures/known_rows.ts';
import { packedRows, unpackedRows } from '../kpis/measures/packed_rows.ts';
import { gzippedLines } from '../lines.ts';
import type { Engine, Objects, QueryText, Row } from '../ports.ts';
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
      found.set(period, unpackedRows(line.slice(period.length + made.length + 2)));
  }
  return found;
}

function* lined(rows: ReadonlyMap<string, KnownRows>): Generator<Uint8Array> {
  yield gzipSync('');
  for (const [period, { key, rows: own }] of rows)
    yield gzipSync(`${period}\t${key}\t${packedRows(own)}\n`, { level: 1 });
}

async function* packed(rows: ReadonlyMap<string, KnownRows>) {
  yield* lined(rows);
}
