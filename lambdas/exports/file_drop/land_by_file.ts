import { checkColumns } from './columns_check.ts';
import { formatOf } from './formats.ts';
import type { LandJob } from './land_job.ts';
import {
  keepPart,
  keptPart,
  type PartRules,
  type PlannedPart,
  plannedParts,
} from './landed_parts.ts';
import { combinedHash, type LandedPart, type TableLanding } from './landing.ts';
import type { TablePlan } from './plan.ts';
import { lookupsOf, neededBy } from './rules_used.ts';
import { checkRejectedShare } from './tally.ts';

/** Landing file by file: what never changes again is never read again. */
export interface ByFile extends PartRules {
  /** Land every file anew, also those that were landed before. */
  readonly rebuild: boolean;
}

/** Whether each file of a table can be landed by itself: no row depends on another file's. */
export function landsByFile({ table, inputs }: TablePlan): boolean {
  const files = inputs.flatMap((input) => input.files);
  const isFolder = files.length > 1 || files.some((file) => file.includes('/'));
  const isAlone = inputs.every(
    ({ input }) =>
      !input.distinct && Object.values(input.columns).every((rule) => lookupsOf(rule).length === 0),
  );
  const isOnce = new Set(files).size === files.length;
  return (table.byDay ?? false) && isFolder && isAlone && isOnce;
}

/** Lands the files of a table that were not landed before, by `land`, and tells of all of them together. */
export async function landByFile(
  plan: TablePlan,
  job: LandJob,
  { rebuild, ...rules }: ByFile,
  land: (plan: TablePlan, job: LandJob) => Promise<TableLanding>,
): Promise<TableLanding> {
  const { table } = plan;
  const parts = plannedParts(plan, rules, await job.drop.versions(''));
  const landings: TableLanding[] = [];
  for (const part of parts) {
    const kept = rebuild ? undefined : await keptPart(job.out, table.name, part.id);
    landings.push(kept ?? (await landPart(plan, part, job, land)));
  }
  checkFound(plan, landings);
  const all = together(table.name, landings, parts);
  const rejects = `rejected/${table.name}/source=${job.source}/`;
  const reasons = Object.entries(all.reasons).map(([reason, count]) => ({
    ...{ reason, count },
    example: landings.find((one) => reason in one.reasons)?.files[0] ?? '',
  }));
  const { rows, rejected, files } = all;
  checkRejectedShare({ rows, rejected, reasons }, job.rejectLimit, {
    table: table.name,
    files,
    rejects,
  });
  return all;
}

/** The gates are for the table as a whole: a file by itself may be mostly wrong. */
async function landPart(
  plan: TablePlan,
  { id, planned }: PlannedPart,
  job: LandJob,
  land: (plan: TablePlan, job: LandJob) => Promise<TableLanding>,
): Promise<TableLanding> {
  const own = { ...job, run: id, rejectLimit: { share: 1, rows: 0 }, someFiles: true };
  const landed = await land({ table: plan.table, inputs: [planned] }, own);
  await keepPart(job.out, id, landed);
  return landed;
}

/** A column may be missing in some Parquet files of an input, as long as one has it. */
function checkFound(plan: TablePlan, landings: readonly TableLanding[]): void {
  for (const { files, input } of plan.inputs) {
    const found = landings.flatMap((one) =>
      files.includes(one.files[0] ?? '') ? (one.columns ?? []) : [],
    );
    if (formatOf(files[0] ?? '') !== 'parquet') continue;
    const name = files.length > 1 ? `${files[0]} (and ${files.length - 1} more)` : `${files[0]}`;
    checkColumns(name, plan.table.name, [...new Set(found)], neededBy(plan.table, input));
  }
}

function together(
  table: string,
  landings: readonly TableLanding[],
  planned: readonly PlannedPart[],
): TableLanding {
  const reasons: Record<string, number> = {};
  for (const landing of landings)
    for (const [reason, count] of Object.entries(landing.reasons))
      reasons[reason] = (reasons[reason] ?? 0) + count;
  const hashes = Object.assign({}, ...landings.map((one) => one.hashes));
  const sum = (count: (one: TableLanding) => number) =>
    landings.reduce((total, one) => total + count(one), 0);
  const parts = planned.map(
    ({ id, file }, nth): LandedPart => ({
      ...{ id, file, rows: landings[nth]?.rows ?? 0 },
      keys: landings[nth]?.keys ?? [],
    }),
  );
  return {
    ...{ table, parts, reasons, hashes, sha256: combinedHash(new Map(Object.entries(hashes))) },
    format: landings.every(({ format }) => format === 'parquet') ? 'parquet' : 'jsonl',
    files: [...new Set(landings.flatMap(({ files }) => files))],
    rows: sum(({ rows }) => rows),
    rejected: sum(({ rejected }) => rejected),
    leftOut: sum(({ leftOut }) => leftOut),
    unknownColumns: [...new Set(landings.flatMap(({ unknownColumns }) => unknownColumns))],
    declaredUnknown: [...new Set(landings.flatMap(({ declaredUnknown }) => declaredUnknown))],
    doubts: landings.flatMap(({ doubts }) => doubts),
    keys: parts.flatMap(({ keys }) => keys),
  };
}
