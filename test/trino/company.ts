import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from '../../lambdas/kpis/measure.ts';
import type { NamedScope } from '../../lambdas/kpis/measures/parameters.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { duckDbParquet } from '../../lambdas/local/parquet_drop.ts';
import { folderRecords } from '../../lambdas/local/records.ts';
import { queryText } from '../../lambdas/local/world.ts';
import type { Objects } from '../../lambdas/ports.ts';
import { calendarOf } from '../../lambdas/reports/measured_periods.ts';
import { parsePeriod } from '../../lambdas/reports/periods.ts';
import type { EditionName, Settings } from '../../lambdas/settings/schema.ts';
import { takeSnapshot } from '../../lambdas/staging/take_snapshot.ts';
import { planOf, silent } from '../measured_world.ts';
import { type Asked, recording, type Step } from './recording.ts';

export interface Company {
  readonly drop: Objects;
  readonly settings: Settings;
  readonly reports: readonly { readonly edition: EditionName; readonly period: string }[];
  readonly scopes?: readonly NamedScope[];
}

export interface RecordedCompany {
  readonly steps: readonly Step[];
  /** Paths of the query texts that ran. */
  readonly texts: ReadonlySet<string>;
  titleOf(step: Asked): string;
}

/** Takes a company through the real pipeline on DuckDB, up to the KPI values of its reports. */
export async function recordCompany(company: Company): Promise<RecordedCompany> {
  const root = mkdtempSync(join(tmpdir(), 'cs-pulse-trino-'));
  const out = openFolder(root);
  const duckDb = await openDuckDb(out);
  const { engine, steps } = recording(duckDb, out);
  const texts = new Map<string, string>();
  const rememberedText = async (path: string) => {
    const text = await queryText(path);
    texts.set(path, text);
    return text;
  };
  const { drop, settings, scopes = [] } = company;
  const snapshot = await takeSnapshot({
    ...{ drop, lake: out, lakeRecords: folderRecords(root), engine, settings },
    queryText: rememberedText,
    parquet: duckDbParquet(duckDb, drop, out),
    progress: silent,
    mapping: undefined,
    source: 'test',
    version: 'test',
  });
  for (const { edition, period } of company.reports) {
    await engine.useSnapshot(snapshot.snapshot);
    await measure({
      ...{ engine, settings, scopes, takeOwn: () => {} },
      queryText: rememberedText,
      plan: planOf(parsePeriod(edition, period, calendarOf(settings)), settings),
      tables: snapshot.tables.map(({ table }) => table),
    });
  }
  duckDb.close();
  return { steps, texts: new Set(texts.keys()), titleOf: titles(texts) };
}

/** A query whose text is a file, and ends as the file does, by its path. */
function titles(texts: ReadonlyMap<string, string>): RecordedCompany['titleOf'] {
  return ({ name, sql }) => {
    const [path] = [...texts].find(([, text]) => sql.endsWith(text.slice(-200))) ?? [];
    return path ?? name;
  };
}
