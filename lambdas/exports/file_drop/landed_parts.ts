import { createHash } from 'node:crypto';
import { z } from 'zod';
import { inLanes } from '../../lanes.ts';
import type { Objects } from '../../ports.ts';
import type { TableLanding } from './landing.ts';
import type { Mapping } from './mapping.ts';
import type { PlannedInput, TablePlan } from './plan.ts';

/** What landing did with one file; written last, it vouches for the rows beside it. */
const partRecord = z.strictObject({
  table: z.string(),
  format: z.enum(['jsonl', 'parquet']),
  files: z.array(z.string()),
  rows: z.int(),
  rejected: z.int(),
  leftOut: z.int(),
  reasons: z.record(z.string(), z.int()),
  columns: z.array(z.string()).optional(),
  unknownColumns: z.array(z.string()),
  declaredUnknown: z.array(z.string()),
  doubts: z.array(z.string()),
  keys: z.array(z.string()),
  sha256: z.string(),
  hashes: z.record(z.string(), z.string()),
});

/** What decides, beside a file's bytes, which rows land from it. */
export interface PartRules {
  readonly source: string;
  /** Version of the code. */
  readonly code: string;
  readonly mapping: Mapping | undefined;
}

/** A file of a plan with the name that its bytes and all that reads them have together. */
export interface PlannedPart {
  readonly id: string;
  readonly file: string;
  readonly planned: PlannedInput;
}

/** Every file of a plan as a part of its own; `versions` are those of the drop. */
export function plannedParts(
  { table, inputs }: TablePlan,
  { source, code, mapping }: PartRules,
  versions: ReadonlyMap<string, string>,
): readonly PlannedPart[] {
  const { tables: _, as_of: __, ignore_files: ___, ...style } = mapping ?? { tables: {} };
  return inputs.flatMap(({ files, input }, nth) =>
    files.map((file) => {
      const made = [table.name, source, code, style, nth, { ...input, file: '' }, file];
      const id = hashOf([...made, versions.get(file) ?? '']);
      return { id, file, planned: { files: [file], input } };
    }),
  );
}

const hashOf = (made: unknown) =>
  createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 20);

const recordFolder = (table: string) => `landed/parts/${table}/`;
const recordKey = (table: string, id: string) => `${recordFolder(table)}${id}.json`;

/** Which parts of a table have landed: no record is read for it. */
export async function landedAmong(
  lake: Objects,
  table: string,
): Promise<(part: PlannedPart) => boolean> {
  const there = new Set(await lake.list(recordFolder(table)));
  return ({ id }) => there.has(recordKey(table, id));
}

/** What earlier runs landed of the same files in the same way, by the parts' ids. */
export async function keptParts(
  lake: Objects,
  table: string,
  parts: readonly PlannedPart[],
): Promise<Map<string, TableLanding>> {
  const isLanded = await landedAmong(lake, table);
  const kept = parts.filter(isLanded);
  const found = new Map<string, TableLanding>();
  await inLanes(kept, atOnce, async ({ id }) => {
    const text = await lake.readText(recordKey(table, id));
    found.set(id, partRecord.parse(JSON.parse(text)));
  });
  return found;
}

/** Records that are read at once: of a year there are hundreds. */
const atOnce = 16;

export async function keepPart(lake: Objects, id: string, landed: TableLanding): Promise<void> {
  const text = JSON.stringify(partRecord.parse(landed), null, 2);
  await lake.write(recordKey(landed.table, id), `${text}\n`);
}
