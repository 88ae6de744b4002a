import { BadExport } from '../../errors.ts';
import type { Objects, Progress } from '../../ports.ts';
import type { Gates } from '../../settings/gates.ts';
import { canonicalReading } from '../../tables/cells/reading.ts';
import { exportRecords } from '../mapped/export_record.ts';
import { checkEnded, tableFiles } from './exported.ts';
import { formatOf } from './formats.ts';
import { type LandJob, landingFolder } from './land_job.ts';
import { landAsTheyAre, landParquet } from './land_parquet.ts';
import type { ByFile, FileLander } from './land_parts.ts';
import { landText } from './land_text.ts';
import type { TableLanding } from './landing.ts';
import type { Mapping } from './mapping.ts';
import { readingOf } from './mapping_reading.ts';
import type { ParquetLander } from './parquet.ts';
import { planDrop, type TablePlan } from './plan.ts';
import { knownTo, lookupsOf } from './rules_used.ts';

/** What is to be landed, and by what rules. */
export interface DropRequest {
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

/** A drop before it is landed, and what landing any table of it rests on. */
export interface OpenedDrop {
  readonly files: readonly string[];
  /** Of the exports into it. */
  readonly records: Awaited<ReturnType<typeof exportRecords>>;
  readonly plans: readonly TablePlan[];
  readonly job: LandJob;
}

/** Throws BadExport where an export into the drop has not ended, or no plan can be made. */
export async function openDrop(request: DropRequest): Promise<OpenedDrop> {
  const { drop, mapping } = request;
  const records = await exportRecords(drop);
  const files = tableFiles(await drop.list(''));
  checkEnded(files, records);
  const plans = planDrop(files, mapping);
  return { files, records, plans, job: jobOf(request, plans) };
}

function jobOf(request: DropRequest, plans: readonly TablePlan[]): LandJob {
  const { drop, out, source, run, mapping, gates } = request;
  return {
    ...{ drop, out, source, run },
    rejectLimit: { share: gates.rejected_share, rows: gates.rejected_rows },
    style: mapping?.csv ?? { quotes: 'double' },
    reading: mapping ? readingOf(mapping, canonicalReading) : canonicalReading,
    known: (file) => knownColumns(file, plans),
  };
}

/** How the files of a table land that land by themselves. */
export function fileLander(plan: TablePlan, parquet: ParquetLander): FileLander {
  const isParquet = checkFormats(plan) === 'parquet';
  return {
    land: (some, own) => landTable(some, own, parquet),
    asTheyAre: async (files) => (isParquet ? landAsTheyAre(files, parquet) : []),
  };
}

export async function landTable(
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
