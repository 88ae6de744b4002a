import { z } from 'zod';
import { allColumns } from './catalogue.ts';
import { cellReader, cellText } from './cells/cell.ts';
import { canonicalReading, type Reading } from './cells/reading.ts';
import type { CellValue, Column, Table } from './column.ts';

/**
 * A row as it is landed: every column of the table, null where unknown. Whole numbers and decimals are
 * text, so that nothing rounds them; dates `YYYY-MM-DD`, instants `YYYY-MM-DDTHH:MM:SS.sssZ`.
 */
export type CanonicalRow = Readonly<Record<string, CellValue>>;

interface RowOptions {
  readonly reading?: Reading;
  /** Required columns that the source does not have: null instead of rejected. */
  readonly unknown?: readonly string[];
}

/** What is wrong with a row. `cell` is absent for personal columns: rejections are read by operators. */
export interface Problem {
  readonly column: string | undefined;
  readonly says: string;
  readonly cell?: string;
}

const currencies = Intl.supportedValuesOf('currency');
const personal = new Set(['name', 'email', 'comment', 'end_comment']);

/** Schema of a table's rows at the border: CSV cells or JSON values in, a canonical row out. */
export function rowSchema(table: Table, options: RowOptions = {}): z.ZodType<CanonicalRow> {
  const { reading = canonicalReading, unknown = [] } = options;
  const shape = Object.fromEntries(
    Object.entries(allColumns(table)).map(([name, column]) => {
      const required = column.required && !unknown.includes(name);
      return [name, cellSchema(name, { ...column, required }, reading)];
    }),
  );
  return z.object(shape).superRefine((row, context) => {
    for (const rule of table.rules) {
      if (!rule.holds(row)) context.addIssue({ code: 'custom', message: rule.says });
    }
  });
}

/** The problems of a row that a row schema refused, column by column. */
export function problemsOf(error: z.ZodError): readonly Problem[] {
  return error.issues.map((issue) => {
    const column = issue.path[0] === undefined ? undefined : String(issue.path[0]);
    const cell: unknown = issue.code === 'custom' ? issue.params?.cell : undefined;
    const says = issue.message;
    return typeof cell === 'string' ? { column, says, cell } : { column, says };
  });
}

/** Values that a column is closed to; undefined where it is open. */
export function closedValues(name: string, column: Column): readonly string[] | undefined {
  return column.values ?? (name === 'currency' ? currencies : undefined);
}

function cellSchema(name: string, column: Column, reading: Reading) {
  const { read, says } = cellReader(column.type, reading);
  const values = closedValues(name, column);
  const allowed = values && new Set<CellValue>(values);
  return z
    .unknown()
    .optional()
    .transform((raw, context): CellValue => {
      const text = cellText(raw);
      if (text === null && !column.required) return null;
      if (text === null) return refused(context, name, emptyRequired);
      if (text === undefined) return refused(context, name, inexact);
      // Billing systems write `usd` and `USD` for one currency.
      const value = read(name === 'currency' ? text.toUpperCase() : text);
      if (value === undefined) return refused(context, name, says, text);
      if (!allowed || allowed.has(value)) return value;
      return refused(context, name, outside(name, column), text);
    });
}

/** What a required column without a value is refused with, here and by the engines. */
export const emptyRequired = 'is required, but empty';
const inexact = 'holds an object or an inexact number; write it as text';

function refused(context: z.RefinementCtx, name: string, message: string, cell?: string): never {
  const params = cell === undefined || personal.has(name) ? {} : { cell };
  context.addIssue({ code: 'custom', message, params });
  return z.NEVER;
}

/** What a value that a column is closed to is refused with. */
export function outside(name: string, column: Column): string {
  if (!column.values) return `is no ISO 4217 ${name}`;
  return `is none of ${column.values.join(', ')}; state what it means under values in the mapping`;
}
