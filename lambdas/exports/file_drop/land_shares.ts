import { BadExport } from '../../errors.ts';
import { inLanes } from '../../lanes.ts';
import { landsByFile } from './land_by_file.ts';
import type { LandJob } from './land_job.ts';
import { landFresh } from './land_parts.ts';
import { type DropRequest, fileLander, openDrop } from './land_table.ts';
import { landedAmong, type PlannedPart, plannedParts } from './landed_parts.ts';
import type { TablePlan } from './plan.ts';

/** Every `of`th file of those that land by themselves, from the one numbered `no` on. */
export interface Share {
  readonly no: number;
  readonly of: number;
}

/** As many as a Map of Step Functions is good for. */
export const mostShares = 40;
/** Sizes that are asked for at once. */
const lanes = 16;

/**
 * The shares of a landing that is more than `most` bytes: of files that land by themselves, those that never landed.
 * None where one landing can do it.
 */
export async function sharesOf(request: DropRequest, most: number): Promise<readonly Share[]> {
  let bytes = 0;
  for (const { parts, isFresh } of await tablesByFile(request)) {
    await inLanes(parts.filter(isFresh), lanes, async ({ file }) => {
      const { size } = await request.drop.parts(file);
      bytes += size;
    });
  }
  const of = Math.min(Math.ceil(bytes / most), mostShares);
  return of < 2 ? [] : Array.from({ length: of }, (_, no) => ({ no, of }));
}

/**
 * Lands a share of the files, beside others that land theirs. A file that is wrong ends it without a word: the landing
 * of the whole, which comes after it, finds all that is wrong.
 */
export async function landShare(request: DropRequest, { no, of }: Share): Promise<void> {
  for (const { plan, job, versions, parts, isFresh } of await tablesByFile(request)) {
    // Numbered among all files: which of them have landed changes while others land.
    const own = parts.filter((part, nth) => nth % of === no && isFresh(part));
    request.progress.step(`Landing ${own.length} files of ${plan.table.name}`);
    try {
      await landFresh(plan, own, { job, versions, lander: fileLander(plan, request.parquet) });
    } catch (error) {
      if (!(error instanceof BadExport)) throw error;
    }
  }
}

interface TableByFile {
  readonly plan: TablePlan;
  readonly job: LandJob;
  /** Of the drop's files. */
  readonly versions: ReadonlyMap<string, string>;
  readonly parts: readonly PlannedPart[];
  readonly isFresh: (part: PlannedPart) => boolean;
}

async function tablesByFile(request: DropRequest): Promise<readonly TableByFile[]> {
  const { drop, out, source, mapping, byFile } = request;
  if (byFile === undefined) return [];
  const { plans, job } = await openDrop(request);
  const versions = await drop.versions('');
  const { rebuild, code } = byFile;
  const tables = plans.filter(landsByFile).map(async (plan) => {
    const isLanded = await landedAmong(out, plan.table.name);
    const parts = plannedParts(plan, { code, source, mapping }, versions);
    const isFresh = (part: PlannedPart) => rebuild || !isLanded(part);
    return { plan, job, versions, parts, isFresh };
  });
  return Promise.all(tables);
}
