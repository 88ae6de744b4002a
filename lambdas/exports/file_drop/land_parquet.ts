import { BadSettings } from '../../errors.ts';
import { fingerprint } from './bytes.ts';
import { type LandJob, landingFolder } from './land_job.ts';
import { combinedHash, countsOf, type TableLanding } from './landing.ts';
import type { Rule } from './mapping_rules.ts';
import type {
  ParquetColumn,
  ParquetInput,
  ParquetJob,
  ParquetLanded,
  ParquetLander,
} from './parquet.ts';
import type { PlannedInput, TablePlan } from './plan.ts';
import { declaredUnknown, knownTo, neededBy } from './rules_used.ts';
import { checkRejectedShare } from './tally.ts';

/** Lands a table of Parquet files. Throws BadExport; then nothing stays landed. */
export async function landParquet(
  plan: TablePlan,
  job: LandJob,
  lander: ParquetLander,
): Promise<TableLanding> {
  const asked = parquetJob(plan, job);
  const counted = await lander(asked);
  const { table, rejected: rejects } = asked;
  const files = asked.inputs.flatMap((input) => input.files);
  try {
    checkRejectedShare(counted, job.rejectLimit, { table: table.name, files, rejects });
  } catch (error) {
    await job.out.remove(asked.landed);
    throw error;
  }
  return landingOf(asked, counted, await hashesOf(files, job, lander));
}

/** A plan of one file, and how it is landed. */
export type FileJob = readonly [plan: TablePlan, job: LandJob];

/** Lands those files that nothing has to be done to; undefined for the others. */
export async function landAsTheyAre(
  files: readonly FileJob[],
  lander: ParquetLander,
): Promise<readonly (TableLanding | undefined)[]> {
  if (!lander.asTheyAre) return [];
  for (const [{ table }, job] of files)
    for (const state of ['landed', 'rejected'])
      await job.out.remove(landingFolder(state, table.name, job));
  const asked = files.map(([plan, job]) => parquetJob(plan, job));
  const kept = await lander.asTheyAre(asked);
  const landings = files.map(async ([{ inputs }, job], nth) => {
    const [one, counted] = [asked[nth], kept[nth]];
    if (!one || !counted) return undefined;
    return landingOf(one, counted, await hashesOf(inputs[0]?.files ?? [], job, lander));
  });
  return Promise.all(landings);
}

function parquetJob(plan: TablePlan, job: LandJob): ParquetJob {
  const { table, inputs } = plan;
  const stated = inputs.map((planned) => parquetInput(planned, plan));
  return {
    ...{ table, source: job.source, reading: job.reading },
    // Of some files of a table, one of the others may have the column.
    inputs: job.someFiles ? stated.map((input) => ({ ...input, needed: [] })) : stated,
    landed: landingFolder('landed', table.name, job),
    rejected: landingFolder('rejected', table.name, job),
  };
}

async function hashesOf(
  files: readonly string[],
  { drop }: LandJob,
  { hashOf = (file) => fingerprint(drop, file) }: ParquetLander,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const file of files) found.set(file, await hashOf(file));
  return found;
}

function landingOf(
  { table, inputs }: ParquetJob,
  counted: ParquetLanded,
  hashes: ReadonlyMap<string, string>,
): TableLanding {
  const files = inputs.flatMap((input) => input.files);
  return {
    table: table.name,
    format: counted.keys.every((key) => key.endsWith('.parquet')) ? 'parquet' : 'jsonl',
    files,
    rows: counted.rows,
    rejected: counted.rejected,
    leftOut: 0,
    reasons: countsOf(counted.reasons),
    unknownColumns: counted.unknownColumns,
    declaredUnknown: [...new Set(inputs.flatMap((input) => input.unknown))],
    columns: counted.columns,
    doubts: [],
    keys: counted.keys,
    hashes: Object.fromEntries(hashes),
    sha256: combinedHash(hashes),
  };
}

function parquetInput({ files, input }: PlannedInput, { table }: TablePlan): ParquetInput {
  const unsupported = [
    ...(Object.keys(input.where).length > 0 ? ['where'] : []),
    ...(input.distinct ? ['distinct'] : []),
  ];
  if (unsupported.length > 0) throw refused(files, unsupported.join(', '));
  const columns = Object.entries(input.columns).flatMap(([name, rule]) => {
    const column = parquetColumn(rule, name, files);
    return [[name, column] as const];
  });
  return {
    files,
    columns: Object.fromEntries(columns),
    unknown: declaredUnknown(input),
    needed: neededBy(table, input),
    known: knownTo(table, input),
  };
}

function parquetColumn(rule: Rule, name: string, files: readonly string[]): ParquetColumn {
  if ('constant' in rule) return { constant: rule.constant };
  if ('unknown' in rule) return { constant: null };
  if ('from' in rule && Object.keys(rule).length === 1) return { from: rule.from };
  throw refused(files, `the rule of ${name}`);
}

function refused(files: readonly string[], what: string): BadSettings {
  return new BadSettings(
    `the mapping states ${what} for ${files[0]}; for Parquet only another column's name, a constant and unknown can be stated. Write the rest into the file, or export it as CSV or JSONL`,
  );
}
