import { BadExport } from '../../errors.ts';
import { type ExportRecord, recordFolder, saidOf } from '../mapped/export_record.ts';
import type { TableLanding } from './landing.ts';

/** Sources whose exports write into drops. */
const sources = ['hubspot', 'salesforce', 'stripe', 'chargebee', 'zendesk'];

/** Files of a drop that hold rows: what exports say of themselves lies beside them. */
export const tableFiles = (files: readonly string[]) =>
  files.filter((file) => !file.startsWith(recordFolder));

/** Throws BadExport where an export is still writing, or ended in the middle. */
export function checkEnded(files: readonly string[], records: readonly ExportRecord[]): void {
  const ended = new Set(records.map(({ source }) => source));
  const open = sources.filter((source) => !ended.has(source));
  const half = open.find((source) => files.some((file) => file.endsWith(`/${source}.jsonl.gz`)));
  if (half === undefined) return;
  throw new BadExport(
    `the export of ${half} into this drop has not ended: ${recordFolder}${half}.json is not there. Let it end, or run it again: npm run export -- ${half}`,
  );
}

/** What the exports say of a table, added to what landing found in its files. */
export function withExports(
  landing: TableLanding,
  records: readonly ExportRecord[],
  isFirst: boolean,
): TableLanding {
  const reasons = { ...landing.reasons };
  const doubts = [...landing.doubts];
  let refused = 0;
  for (const record of records) {
    const all = record.tables[landing.table];
    const told = all && all.rows > 0 ? all : undefined;
    if (isFirst) doubts.push(...saidOf(record));
    for (const [reason, count] of Object.entries(told?.refused ?? {})) {
      reasons[reason] = (reasons[reason] ?? 0) + count;
      refused += count;
    }
    for (const [note, count] of Object.entries(told?.notes ?? {}))
      doubts.push(`${record.source} ${landing.table}: ${note} (${count})`);
  }
  return { ...landing, rejected: landing.rejected + refused, reasons, doubts };
}

/** First instant that not all exports cover; null where no export wrote into the drop. */
export function exportedUntil(records: readonly ExportRecord[]): string | null {
  return records.map(({ until }) => until).sort()[0] ?? null;
}
