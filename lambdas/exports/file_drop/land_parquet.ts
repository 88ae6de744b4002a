import { BadSettings } from '../../errors.ts';
import { fingerprint } from './bytes.ts';
import { type LandJob, landingFolder } from './land_job.ts';
import { combinedHash, countsOf, type TableLanding } from './landing.ts';
import type { Rule } from './mapping_rules.ts';
import type { ParquetColumn, ParquetInput, ParquetLander } from './parquet.ts';
import type { PlannedInput, TablePlan } from './plan.ts';
import { declaredUnknown, knownTo, neededBy } from './rules_used.ts';
import { checkRejectedShare } from './tally.ts';

/** Lands a table of Parquet files. Throws BadExport; then nothing stays landed. */
export async function landParquet(
  plan: TablePlan,
  job: LandJob,
  lander: ParquetLander,
): Promise<TableLanding> {
  const { table } = plan;
  const landed = landingFolder('landed', table.name, job);
  const rejects = landingFolder('rejected', table.name, job);
  const stated = plan.inputs.map((planned) => parquetInput(planned, plan));
  // Of some files of a table, one of the others may have the column.
  const inputs = job.someFiles ? stated.map((input) => ({ ...input, needed: [] })) : stated;
  const counted = await lander({
    table,
    source: job.source,
    reading: job.reading,
    inputs,
    landed,
    rejected: rejects,
  });
  const files = inputs.flatMap((input) => input.files);
  try {
    checkRejectedShare(counted, job.rejectLimit, { table: table.name, files, rejects });
  } catch (error) {
    await job.out.remove(landed);
    throw error;
  }
  const hashes = new Map<string, string>();
  for (const file of files) hashes.set(file, await fingerprint(job.drop, file));
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
