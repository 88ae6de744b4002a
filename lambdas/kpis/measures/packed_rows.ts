import { z } from 'zod';
import { OurBug } from '../../errors.ts';
import type { Row, Value } from '../../ports.ts';

/**
 * Rows as a text, column by column. Integers are of any size, which JSON's numbers are not: they are texts there, and
 * their column says so. Throws OurBug where a number is none that JSON has a word for.
 */
export function packedRows(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {}).map((name) => {
    const values = rows.map((row) => row[name] ?? null);
    if (values.some((value) => typeof value === 'number' && !Number.isFinite(value)))
      throw new OurBug(`a measure gave a number in ${name} that JSON has no word for`);
    const integer = values.some((value) => typeof value === 'bigint');
    return { name, integer, values: integer ? values.map(text) : values };
  });
  return JSON.stringify({ rows: rows.length, columns });
}

const text = (value: Value) => (value === null ? null : String(value));

const packed = z.strictObject({
  rows: z.int(),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      integer: z.boolean(),
      values: z.custom<readonly Value[]>((values) => Array.isArray(values)),
    }),
  ),
});

/** The same rows. */
export function unpackedRows(line: string): readonly Row[] {
  const { rows, columns } = packed.parse(JSON.parse(line));
  const filled = columns.map(({ name, integer, values }) => ({
    name,
    values: integer
      ? values.map((value) => (value === null ? null : BigInt(String(value))))
      : values,
  }));
  return Array.from({ length: rows }, (_, at) => {
    const row: Record<string, Value> = {};
    for (const { name, values } of filled) row[name] = values[at] ?? null;
    return row;
  });
}
