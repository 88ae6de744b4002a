import { checkUnchanged } from './by_file_checks.ts';
import type { LandJob } from './land_job.ts';
import type { FileJob } from './land_parquet.ts';
import { keepPart, type PartRules, type PlannedPart } from './landed_parts.ts';
import type { TableLanding } from './landing.ts';
import type { TablePlan } from './plan.ts';

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

/** Lands some parts; each is kept as soon as its fellows are done, and never landed again. */
export async function landFresh(
  plan: TablePlan,
  fresh: readonly PlannedPart[],
  { job, versions, lander }: PartLanding,
): Promise<ReadonlyMap<string, TableLanding>> {
  const all = new Map<string, TableLanding>();
  for (let from = 0; from < fresh.length; from += atOnce) {
    const landed = await landParts(plan, fresh.slice(from, from + atOnce), job, lander);
    await checkUnchanged(job, versions, landed);
    for (const [id, landing] of landed) {
      await keepPart(job.out, id, landing);
      all.set(id, landing);
    }
  }
  return all;
}

interface PartLanding {
  /** Of the drop's files. */
  readonly versions: ReadonlyMap<string, string>;
  readonly job: LandJob;
  readonly lander: FileLander;
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
