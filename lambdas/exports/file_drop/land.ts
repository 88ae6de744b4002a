import { BadExport } from '../../errors.ts';
import { exportedUntil, withExports } from './exported.ts';
import { landByFile, landsByFile } from './land_by_file.ts';
import type { LandJob } from './land_job.ts';
import { type DropRequest, fileLander, landTable, openDrop } from './land_table.ts';
import type { Landing, TableLanding } from './landing.ts';
import type { Mapping } from './mapping.ts';
import { matcher, type TablePlan } from './plan.ts';
import { reportTable } from './report.ts';
import { lookupsOf } from './rules_used.ts';

/**
 * Parses a file drop into canonical rows, table by table in catalogue order, in constant memory.
 * Throws BadExport once every table was tried, with all that is wrong.
 */
export async function landDrop(request: DropRequest): Promise<Landing> {
  const { mapping, progress } = request;
  const { files, records, plans, job } = await openDrop(request);
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

function landPlan(plan: TablePlan, job: LandJob, request: DropRequest): Promise<TableLanding> {
  const { byFile, source, mapping, parquet } = request;
  if (byFile === undefined || !landsByFile(plan)) return landTable(plan, job, parquet);
  return landByFile(plan, job, { ...byFile, source, mapping }, fileLander(plan, parquet));
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
