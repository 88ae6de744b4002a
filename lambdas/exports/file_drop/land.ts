import { BadExport } from '../../errors.ts';
import type { Objects, Progress } from '../../ports.ts';
import type { Gates } from '../../settings/gates.ts';
import { canonicalReading } from '../../tables/cells/reading.ts';
import { exportRecords } from '../mapped/export_record.ts';
import { checkEnded, exportedUntil, tableFiles, withExports } from './exported.ts';
import { formatOf } from './formats.ts';
import { type ByFile, landByFile, landsByFile } from './land_by_file.ts';
import { type LandJob, landingFolder } from './land_job.ts';
import { type FileJob, landAsTheyAre, landParquet } from './land_parquet.ts';
import { landText } from './land_text.ts';
import type { Landing, TableLanding } from './landing.ts';
import type { Mapping } from './mapping.ts';
import { readingOf } from './mapping_reading.ts';
import type { ParquetLander } from './parquet.ts';
import { matcher, planDrop, type TablePlan } from './plan.ts';
import { reportTable } from './report.ts';
import { knownTo, lookupsOf } from './rules_used.ts';

interface DropJob {
  /** The file drop, with its keys at the root. */
  readonly drop: Objects;
  /** Where `landed/` and `rejected/` lie. */
  readonly out: Objects;
  readonly mapping: Mapping | undefined;
  readonly gates: Gates;
  readonly run: string;
  readonly source: string;
  readonly parquet: ParquetLander;
  readonly progress: Progress;
  /** Tables that are kept by day land file by file, in folders of a table. */
  readonly byFile?: Pick<ByFile, 'code' | 'rebuild'>;
}

/**
 * Parses a file drop into canonical rows, table by table in catalogue order, in constant memory.
 * Throws BadExport once every table was tried, with all that is wrong.
 */
export async function landDrop(request: DropJob): Promise<Landing> {
  const { drop, mapping, progress } = request;
  const records = await exportRecords(drop);
  const files = tableFiles(await drop.list(''));
  checkEnded(files, records);
  const plans = planDrop(files, mapping);
  const job = jobOf(request, plans);
  const landed: TableLanding[] = [];
  const failures: BadExport[] = [];
  for (const plan of plans) {
    progress.step(`Landing ${plan.table.name}`);
    try {
      const found = await landPlan(plan, job, request);
      const table = withExports(found, records, landed.length === 0);
      reportTable(table, progress);
      landed.push(table);
    } catch (error) {
      if (!(error instanceof BadExport)) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw together(failures);
  const unreadFiles = unread(files, plans, mapping);
  for (const file of unreadFiles)
    progress.warn(`${file} is not read: no table has its name and no mapping names it`);
  return { tables: landed, unreadFiles, exportedUntil: exportedUntil(records) };
}

function jobOf(request: DropJob, plans: readonly TablePlan[]): LandJob {
  const { drop, out, source, run, mapping, gates } = request;
  return {
    ...{ drop, out, source, run },
    rejectLimit: { share: gates.rejected_share, rows: gates.rejected_rows },
    style: mapping?.csv ?? { quotes: 'double' },
    reading: mapping ? readingOf(mapping, canonicalReading) : canonicalReading,
    known: (file) => knownColumns(file, plans),
  };
}

function landPlan(plan: TablePlan, job: LandJob, request: DropJob): Promise<TableLanding> {
  const { byFile, source, mapping, parquet } = request;
  const land = (some: TablePlan, own: LandJob) => landTable(some, own, parquet);
  if (byFile === undefined || !landsByFile(plan)) return land(plan, job);
  const isParquet = checkFormats(plan) === 'parquet';
  const asTheyAre = async (files: readonly FileJob[]) =>
    isParquet ? landAsTheyAre(files, parquet) : [];
  return landByFile(plan, job, { ...byFile, source, mapping }, { land, asTheyAre });
}

async function landTable(
  plan: TablePlan,
  job: LandJob,
  lander: ParquetLander,
): Promise<TableLanding> {
  // What an earlier try of the same run left would be read beside what this one lands.
  await job.out.remove(landingFolder('landed', plan.table.name, job));
  await job.out.remove(landingFolder('rejected', plan.table.name, job));
  return checkFormats(plan) === 'parquet' ? landParquet(plan, job, lander) : landText(plan, job);
}

function checkFormats({ table, inputs }: TablePlan): 'parquet' | 'text' {
  const files = inputs.flatMap((input) => input.files);
  const parquet = files.filter((file) => formatOf(file) === 'parquet');
  if (parquet.length === 0) return 'text';
  if (parquet.length === files.length) return 'parquet';
  throw new BadExport(
    `${table.name} is made of Parquet (${parquet[0]}) and of other files; export it in one format`,
  );
}

/** A file can fill several tables: what one of them uses is not unknown to the others. */
function knownColumns(file: string, plans: readonly TablePlan[]): ReadonlySet<string> {
  const inputs = plans.flatMap(({ table, inputs }) => inputs.map((one) => ({ table, ...one })));
  const used = inputs
    .filter(({ files }) => files.includes(file))
    .flatMap(({ table, input }) => knownTo(table, input));
  const lookedAt = inputs
    .flatMap(({ input }) => Object.values(input.columns).flatMap(lookupsOf))
    .filter((lookup) => lookup.file === file)
    .flatMap(({ from, key = from, take }) => [key, take]);
  return new Set([...used, ...lookedAt]);
}

function unread(
  files: readonly string[],
  plans: readonly TablePlan[],
  mapping: Mapping | undefined,
): readonly string[] {
  const inputs = plans.flatMap((plan) => plan.inputs);
  const lookups = inputs.flatMap(({ input }) => Object.values(input.columns).flatMap(lookupsOf));
  const read = new Set([...inputs.flatMap((one) => one.files), ...lookups.map((one) => one.file)]);
  const ignored = (mapping?.ignore_files ?? []).map(matcher);
  return files.filter((file) => !read.has(file) && !ignored.some((matches) => matches(file)));
}

function together(failures: readonly BadExport[]): BadExport {
  const [first, ...others] = failures;
  if (first && others.length === 0) return first;
  return new BadExport(failures.map(({ message }) => message).join('\n'), { cause: first });
}
