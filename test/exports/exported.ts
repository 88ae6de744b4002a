import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type ExportOutcome, exportSource } from '../../lambdas/exports/export_source.ts';
import type { ExportRecord } from '../../lambdas/exports/mapped/export_record.ts';
import type { ExportWorld } from '../../lambdas/exports/places.ts';
import type { Source } from '../../lambdas/exports/source.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { folderRecords } from '../../lambdas/local/records.ts';
import type { Clock, Progress } from '../../lambdas/ports.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import { findTable } from '../../lambdas/tables/catalogue.ts';
import { type CanonicalRow, rowSchema } from '../../lambdas/tables/row_schema.ts';

export interface ExportCall {
  /** First instant of history, on the first export. */
  readonly since?: string;
  /** Milliseconds that are left, asked before every page; absent: for ever. */
  readonly left?: () => number;
  readonly acceptsDeletes?: boolean;
  /** Pages between two checkpoints; 1 by default, so that a call can end at any page. */
  readonly flushEvery?: number;
}

export interface OpenExport {
  /** One call, as of one Lambda. */
  export(call?: ExportCall): Promise<ExportOutcome>;
  /** Rows of a table of the drop as they would be landed, sorted by key; throws where one would be refused. */
  rows(table: string): readonly CanonicalRow[];
  /** What the last export that was done says of itself. */
  readonly record: ExportRecord;
  readonly world: ExportWorld;
  readonly folder: string;
  /** Everything that was told to the operator. */
  readonly told: readonly string[];
  close(): void;
}

export interface ExportOptions {
  readonly secret: unknown;
  readonly clock: Clock;
  /** JSON of `exports` in the settings. */
  readonly settings?: object;
}

/** A source whose exports go into a folder of their own. */
export function openExport(
  source: Source,
  { secret, clock, settings = {} }: ExportOptions,
): OpenExport {
  const folder = mkdtempSync(join(tmpdir(), `cs-pulse-export-${source.name}-`));
  const told: string[] = [];
  const tell = (text: string) => void told.push(text);
  const progress: Progress = { step: tell, note: tell, warn: tell };
  const lake = openFolder(join(folder, '.export'));
  const lakeRecords = folderRecords(join(folder, '.export'));
  const world = {
    ...{ lake, lakeRecords, drop: openFolder(folder), scratch: join(folder, '.scratch') },
    ...{ clock, progress, random: () => 0.5, left: () => Number.POSITIVE_INFINITY },
  };
  const parsed = parseSettings(JSON.stringify({ exports: settings }), 'test').exports;
  let last: ExportRecord | undefined;
  return {
    ...{ world, folder, told },
    get record() {
      if (!last) throw new Error('nothing was exported yet');
      return last;
    },
    export: async ({ since, left = world.left, acceptsDeletes = false, flushEvery = 1 } = {}) => {
      const outcome = await exportSource({ ...world, left }, source, {
        ...{ settings: parsed, secret, since: since ?? null, acceptsDeletes, flushEvery },
      });
      if (outcome.done) last = outcome.record;
      return outcome;
    },
    rows: (table) => rowsOf(join(folder, table, `${source.name}.jsonl.gz`), table),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function rowsOf(file: string, name: string): readonly CanonicalRow[] {
  const table = findTable(name);
  if (!table) throw new Error(`${name} is no table`);
  if (!existsSync(file)) return [];
  const schema = rowSchema(table);
  const lines = gunzipSync(readFileSync(file)).toString().split('\n').slice(0, -1);
  const rows = lines.map((line) => schema.parse(JSON.parse(line)));
  const keyOf = (row: CanonicalRow) =>
    table.key.map((column) => String(row[column])).join('\u0000');
  return rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
