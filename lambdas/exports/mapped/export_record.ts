import { z } from 'zod';
import type { Objects } from '../../ports.ts';

/** What an export says of the tables that it wrote into a drop; written last. */
const exportRecord = z.strictObject({
  source: z.string(),
  /** First instant that it does not cover. */
  until: z.string(),
  /** Start of history, where not all of it was asked for. */
  since: z.string().nullable(),
  tables: z.record(
    z.string(),
    z.strictObject({
      file: z.string(),
      sha256: z.string(),
      /** Without any, there is no file. */
      rows: z.int(),
      /** Records that no row could be made of, by reason. */
      refused: z.record(z.string(), z.int()),
      /** What is no error and yet may be wrong, with how often. */
      notes: z.record(z.string(), z.int()),
    }),
  ),
  objects: z.record(
    z.string(),
    z.strictObject({
      status: z.enum(['read', 'not_permitted']),
      records: z.int(),
      deleted: z.int(),
      refused: z.int(),
      new_fields: z.array(z.string()),
      lost_fields: z.array(z.string()),
    }),
  ),
});
export type ExportRecord = z.infer<typeof exportRecord>;

/** What the report's readers are told of an export beside its rows, in sentences. */
export function saidOf({ source, since, objects, tables }: ExportRecord): readonly string[] {
  const said = Object.entries(objects).flatMap(([object, { status, refused, ...fields }]) => [
    ...(status === 'not_permitted'
      ? [`${source} does not permit reading its ${object}: what they say is not in this report`]
      : []),
    ...(refused > 0
      ? [`${refused} ${object} of ${source} are not as documented and left out`]
      : []),
    ...changed(`${source} ${object}`, 'have new fields', fields.new_fields),
    ...changed(`${source} ${object}`, 'no longer have', fields.lost_fields),
  ]);
  for (const [table, told] of Object.entries(tables)) {
    // Of tables with rows it is said where they are landed.
    if (told.rows > 0) continue;
    for (const [text, count] of Object.entries({ ...told.refused, ...told.notes }))
      said.push(`${source} gave no ${table}: ${text} (${count})`);
  }
  return since === null ? said : [`${source} was read from ${since.slice(0, 10)} on`, ...said];
}

function changed(objects: string, how: string, fields: readonly string[]): readonly string[] {
  const [more, shown] = [fields.length - 5, fields.slice(0, 5).join(', ')];
  if (fields.length === 0) return [];
  return [`${objects} ${how}: ${shown}${more > 0 ? ` and ${more} more` : ''}`];
}

/** Beside the tables of a drop: what the exports into it say of themselves. */
export const recordFolder = 'export_runs/';
export const recordKey = (source: string) => `${recordFolder}${source}.json`;

export async function writeExportRecord(drop: Objects, record: ExportRecord): Promise<void> {
  await drop.write(recordKey(record.source), `${JSON.stringify(record, null, 2)}\n`);
}

/** What every export into the drop says; none where all its files were put there otherwise. */
export async function exportRecords(drop: Objects): Promise<readonly ExportRecord[]> {
  const keys = await drop.list(recordFolder);
  const read = async (key: string) => exportRecord.parse(JSON.parse(await drop.readText(key)));
  return Promise.all(keys.map(read));
}
