import { z } from 'zod';
import { BadExport } from '../errors.ts';
import { landDrop } from '../exports/file_drop/land.ts';
import type { Mapping } from '../exports/file_drop/mapping.ts';
import type { ParquetLander } from '../exports/file_drop/parquet.ts';
import type { Objects, Progress } from '../ports.ts';
import type { Settings } from '../settings/schema.ts';

/** What landed of one export, kept beside it: whoever stages it need not have landed it. */
const landed = z.strictObject({
  /** Names the folders `landed/<table>/source=…/run=<run>/`. */
  run: z.string(),
  /** First instant that the exports into the drop do not cover; null where there are none. */
  exported_until: z.string().nullable(),
  tables: z.array(
    z.strictObject({
      table: z.string(),
      sha256: z.string(),
      files: z.array(z.string()),
      rows: z.int(),
      rejected: z.int(),
      reasons: z.record(z.string(), z.int()),
      doubts: z.array(z.string()),
      keys: z.array(z.string()),
      /** Where each file landed by itself. */
      parts: z
        .array(
          z.strictObject({
            id: z.string(),
            file: z.string(),
            rows: z.int(),
            keys: z.array(z.string()),
          }),
        )
        .optional(),
    }),
  ),
});
export type Landed = z.infer<typeof landed>;

export interface LandingStep {
  readonly drop: Objects;
  readonly lake: Objects;
  readonly parquet: ParquetLander;
  readonly progress: Progress;
  readonly mapping: Mapping | undefined;
  readonly settings: Settings;
  readonly source: string;
  /** Version of the code. */
  readonly version: string;
  /** Land and stage all anew, as if nothing had been. */
  readonly rebuild?: boolean | undefined;
}

const recordKey = (run: string) => `landed/runs/${run}.json`;

/** What is to be landed of a drop under a name. */
export function landingOf(step: LandingStep, run: string) {
  const { lake, drop, parquet, progress, mapping, settings, source } = step;
  const byFile = { code: step.version, rebuild: step.rebuild ?? false };
  const { gates } = settings;
  return { drop, out: lake, mapping, gates, run, source, parquet, progress, byFile };
}

/** exports → landed. Throws BadExport with all that is wrong, also where no row is good. */
export async function landExport(step: LandingStep, run: string): Promise<Landed> {
  const landing = await landDrop(landingOf(step, run));
  if (!landing.tables.some(({ rows }) => rows > 0)) {
    throw new BadExport('The export holds no row at all; check that it was written to its end.');
  }
  const tables = landing.tables.map(({ table, sha256, files, rows, rejected, ...of }) => ({
    ...{ table, sha256, files: [...files], rows, rejected, reasons: { ...of.reasons } },
    ...{ doubts: [...of.doubts], keys: [...of.keys] },
    ...(of.parts ? { parts: of.parts.map((part) => ({ ...part, keys: [...part.keys] })) } : {}),
  }));
  const record = { run, exported_until: landing.exportedUntil, tables };
  await step.lake.write(recordKey(run), `${JSON.stringify(record, null, 2)}\n`);
  return record;
}

/** What an earlier step landed under the name. */
export async function readLanded(lake: Objects, run: string): Promise<Landed> {
  return landed.parse(JSON.parse(await lake.readText(recordKey(run))));
}
