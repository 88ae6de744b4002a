import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineClock } from '../../adapters/clock.ts';
import { BadSettings } from '../../errors.ts';
import { checkSource, type ObjectCheck } from '../../exports/check_source.ts';
import { exportSource } from '../../exports/export_source.ts';
import { type ExportRecord, saidOf } from '../../exports/mapped/export_record.ts';
import type { ExportWorld } from '../../exports/places.ts';
import { secretFields, sourceNamed } from '../../exports/sources.ts';
import type { Progress } from '../../ports.ts';
import { openFolder } from '../folder.ts';
import { folderRecords } from '../records.ts';
import { localSecrets } from '../secrets.ts';
import { readSettings } from './inputs.ts';
import { withProgress } from './progress.ts';

export interface ExportOptions {
  readonly out: string;
  readonly since?: string;
  readonly settings?: string;
  readonly secrets?: string;
  readonly check?: boolean;
  readonly acceptDeletes?: boolean;
}

/** `npm run export -- <source> …`: a vendor's records into a drop that `report --exports` reads. */
export async function runExportCommand(name: string, options: ExportOptions): Promise<void> {
  const settings = (await readSettings(options.settings)).exports;
  const source = sourceNamed(name, settings);
  const since = options.since === undefined ? null : dayOf(options.since);
  const { env: environment } = process;
  const places = { file: options.secrets, environment, fieldsOf: secretFields };
  const secret = await localSecrets(places).read(name);
  const title = options.check ? `Looking at ${name}` : `Export of ${name}`;
  const { result, warnings } = await withProgress(title, async (progress) => {
    const world = worldOf(options.out, progress);
    if (options.check) return checked(await checkSource(world, source, secret));
    const request = { settings, secret, since, acceptsDeletes: options.acceptDeletes ?? false };
    const outcome = await exportSource(world, source, request);
    // Nothing ends this process but itself.
    if (!outcome.done) throw new BadSettings(`the export of ${name} has not ended: run it again`);
    return exported(outcome.record, options);
  });
  for (const warning of warnings) process.stderr.write(`! ${warning}\n`);
  process.stdout.write(`${result.join('\n')}\n`);
}

/** Raw pages and kept records lie in a hidden folder of the drop: no report reads them. */
function worldOf(out: string, progress: Progress): ExportWorld {
  const hidden = join(out, '.export');
  return {
    ...{ lake: openFolder(hidden), lakeRecords: folderRecords(hidden), drop: openFolder(out) },
    scratch: join(tmpdir(), `cs-pulse-export-${process.pid}`),
    ...{ clock: machineClock, random: Math.random, progress },
    left: () => Number.POSITIVE_INFINITY,
  };
}

function dayOf(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  if (isDay) return `${text}T00:00:00.000Z`;
  throw new BadSettings(`--since ${text} is no day: write it as 2024-01-31`);
}

function exported(record: ExportRecord, { out, settings }: ExportOptions): readonly string[] {
  const tables = Object.entries(record.tables).map(([table, { rows, refused, notes }]) => {
    const left = sum(refused);
    const doubts = Object.entries(notes).map(([note, count]) => `    ${note} (${count})`);
    const line = `  ${table}: ${rows} rows${left > 0 ? `, ${left} records refused` : ''}`;
    return [line, ...doubts].join('\n');
  });
  return [
    `${record.source} up to ${record.until}:`,
    ...tables,
    ...saidOf(record).map((said) => `  ! ${said}`),
    `Next: npm run report -- weekly --exports ${out}${settings ? ` --settings ${settings}` : ''}`,
  ];
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

function checked({
  account,
  objects,
}: {
  readonly account: string;
  readonly objects: readonly ObjectCheck[];
}): readonly string[] {
  const lines = objects.map(({ object, status, records, isTotal, reason }) =>
    status === 'readable'
      ? `  ✔ ${object}: ${isTotal ? records : `${records} or more`}`
      : `  ✖ ${object}: not permitted. ${reason}`,
  );
  return [`Connected: ${account}`, ...lines];
}
