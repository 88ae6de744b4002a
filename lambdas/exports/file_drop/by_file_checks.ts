import { BadExport } from '../../errors.ts';
import { checkColumns } from './columns_check.ts';
import { formatOf } from './formats.ts';
import type { LandJob } from './land_job.ts';
import type { TableLanding } from './landing.ts';
import type { TablePlan } from './plan.ts';
import { neededBy } from './rules_used.ts';

/** What was landed under the name of a version must be that version, or it would be taken for it ever after. */
export async function checkUnchanged(
  { drop }: LandJob,
  versions: ReadonlyMap<string, string>,
  landed: ReadonlyMap<string, TableLanding>,
): Promise<void> {
  const now = await drop.versions('');
  const files = [...landed.values()].flatMap((landing) => landing.files);
  const changed = files.filter((file) => now.get(file) !== versions.get(file));
  if (changed.length === 0) return;
  throw new BadExport(
    `${changed[0]} was changed while it was read; upload it completely before a run starts, then start the run again`,
  );
}

/** A column may be missing in some Parquet files of an input, as long as one has it. */
export function checkFound(plan: TablePlan, landings: readonly TableLanding[]): void {
  for (const { files, input } of plan.inputs) {
    const found = landings.flatMap((one) =>
      files.includes(one.files[0] ?? '') ? (one.columns ?? []) : [],
    );
    if (formatOf(files[0] ?? '') !== 'parquet') continue;
    const name = files.length > 1 ? `${files[0]} (and ${files.length - 1} more)` : `${files[0]}`;
    checkColumns(name, plan.table.name, [...new Set(found)], neededBy(plan.table, input));
  }
}
