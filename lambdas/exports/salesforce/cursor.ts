import { z } from 'zod';
import { OurBug } from '../../errors.ts';
import type { Range } from './soql.ts';

const instant = z.iso.datetime().nullable();
const readonlyRange = z.tuple([instant, instant]);

/** How far a stream is, in words that outlive the process. */
const cursor = z.strictObject({
  /** Version of the API that made the job: results asked by another one are refused. */
  version: z.string(),
  /** Ranges that are left; the first one is being read. */
  ranges: z.array(readonlyRange).min(1),
  /** Rows of the ranges that were read. */
  before: z.int(),
  /** Columns that the organisation has; none before it was asked. */
  columns: z.array(z.string()),
  job: z
    .string()
    .regex(/^[A-Za-z0-9]{15,18}$/)
    .nullable(),
  /** How often the running job was asked for in vain. */
  polls: z.int(),
  /** Rows of the job, once it is complete. */
  total: z.int().nullable(),
  /** What the last page named as the next one; never made by us. */
  locator: z.string().nullable(),
  page: z.int(),
  rows: z.int(),
});
export type BulkCursor = Omit<z.infer<typeof cursor>, 'ranges'> & {
  readonly ranges: readonly Range[];
};

export const firstCursor = (version: string, range: Range): BulkCursor => ({
  ...{ version, ranges: [range], before: 0, columns: [] },
  ...untouched,
});

/** State of a range before its job is made. */
const untouched = { job: null, polls: 0, total: null, locator: null, page: 0, rows: 0 } as const;

/** The range from its beginning, by another job. */
export const fromItsStart = (at: BulkCursor): BulkCursor => ({ ...at, ...untouched });

/** What follows the range that was read to its end; undefined where it was the last. */
export function followingRange(at: BulkCursor): BulkCursor | undefined {
  if (at.ranges.length < 2) return undefined;
  return { ...at, ...untouched, ranges: at.ranges.slice(1), before: at.before + at.rows };
}

/** The same with smaller ranges in place of the first one. */
export const inParts = (at: BulkCursor, parts: readonly Range[]): BulkCursor => ({
  ...at,
  ...untouched,
  ranges: [...parts, ...at.ranges.slice(1)],
});

export const written = (at: BulkCursor): string => JSON.stringify(at);

export function parseCursor(text: string): BulkCursor {
  const parsed = cursor.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new OurBug('a cursor of Salesforce that was kept is none; start the export anew');
}
