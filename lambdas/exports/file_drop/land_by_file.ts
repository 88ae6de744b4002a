import { checkFound, checkUnchanged } from './by_file_checks.ts';
import type { LandJob } from './land_job.ts';
import type { FileJob } from './land_parquet.ts';
import {
  keepPart,
  keptParts,
  type PartRules,
  type PlannedPart,
  plannedParts,
} from './landed_parts.ts';
import { combinedHash, type LandedPart, type TableLanding } from './landing.ts';
import type { TablePlan } from './plan.ts';
import { lookupsOf } from './rules_used.ts';
import { checkRejectedShare } from './tally.ts';

/** Landing file by file: what never changes again is never read again. */
export interface ByFile extends PartRules {
  /** Land every file anew, also those that were landed before. */
  readonly rebuild: boolean;
}

/** How the files are landed: by itself each; some of them at once where nothing has to be done to them. */
export interface FileLander {
  readonly land: (...file: FileJob) => Promise<TableLanding>;
  readonly asTheyAre: (files: readonly FileJob[]) => Promise<readonly (TableLanding | undefined)[]>;
}

/** Files that are looked into at once; whoever is killed begins again with as many. */
const atOnce = 100;

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
  lander: FileLander,
): Promise<TableLanding> {
  const { table } = plan;
  const versions = await job.drop.versions('');
  const parts = plannedParts(plan, rules, versions);
  const known = rebuild ? new Map() : await keptParts(job.out, table.name, parts);
  const fresh = parts.filter(({ id }) => !known.has(id));
  for (let from = 0; from < fresh.length; from += atOnce) {
    const landed = await landParts(plan, fresh.slice(from, from + atOnce), job, lander);
    await checkUnchanged(job, versions, landed);
    for (const [id, landing] of landed) {
      await keepPart(job.out, id, landing);
      known.set(id, landing);
    }
  }
  const landings = parts.flatMap(({ id }) => known.get(id) ?? []);
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

async function landParts(
  { table }: TablePlan,
  parts: readonly PlannedPart[],
  job: LandJob,
  { land, asTheyAre }: FileLander,
): Promise<ReadonlyMap<string, TableLanding>> {
  // The gates are for the table as a whole: a file by itself may be mostly wrong.
  const ofPart = { ...job, rejectLimit: { share: 1, rows: 0 }, someFiles: true };
  const files = parts.map(
    ({ id, planned }): FileJob => [
      { table, inputs: [planned] },
      { ...ofPart, run: id },
    ],
  );
  const kept = await asTheyAre(files);
  const landed = new Map<string, TableLanding>();
  for (const [nth, file] of files.entries())
    landed.set(file[1].run, kept[nth] ?? (await land(...file)));
  return landed;
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
