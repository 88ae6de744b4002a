import { z } from 'zod';
import { cellReader, cellText } from '../../tables/cells/cell.ts';
import type { Reading } from '../../tables/cells/reading.ts';
import type { SourceRow } from './source_record.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()], {
  error: 'write a text, a number, true or false',
});

const condition = z
  .strictObject({
    equals: scalar.optional(),
    in: z.array(scalar).min(1).optional(),
    /** The cell read as true or false. */
    is: z.boolean().optional(),
    empty: z.literal(true).optional(),
    not_empty: z.literal(true).optional(),
  })
  .refine((stated) => Object.keys(stated).length === 1, {
    error: 'state exactly one of equals, in, is, empty, not_empty',
  });
type Condition = z.infer<typeof condition>;

/** Columns of the file and what their cells must be; every one must hold. */
export const conditions = z.record(z.string().min(1), condition);
export type Conditions = z.infer<typeof conditions>;

/** Compiles conditions to a test of a source row. */
export function meets(stated: Conditions, reading: Reading): (row: SourceRow) => boolean {
  const tests = Object.entries(stated).map(([column, one]) => {
    const test = cellTest(one, reading);
    return (row: SourceRow) => test(cellText(row[column]) ?? null);
  });
  return (row) => tests.every((test) => test(row));
}

function cellTest(stated: Condition, reading: Reading): (cell: string | null) => boolean {
  if (stated.empty) return (cell) => cell === null;
  if (stated.not_empty) return (cell) => cell !== null;
  if (stated.is !== undefined) {
    const { read } = cellReader('boolean', reading);
    return (cell) => cell !== null && read(cell) === stated.is;
  }
  const allowed = new Set([stated.equals ?? [], stated.in ?? []].flat().map(String));
  return (cell) => cell !== null && allowed.has(cell);
}
