import { cellReader, cellText } from '../../tables/cells/cell.ts';
import { canonicalReading, type Reading } from '../../tables/cells/reading.ts';
import type { ColumnType } from '../../tables/column.ts';
import type { Kind } from './kinds.ts';
import { sixPlaces } from './numbers.ts';
import { dayOf, wallText } from './times.ts';

/** In place of a cell that its column cannot be read from. */
export const refused = Symbol('refused');

/** Brings a cell into the form of a canonical drop, which the row schema reads; null where it is empty. */
export type ReadCell = (value: unknown) => unknown;

/** The same columns can be read here and by DuckDB on a laptop; undefined where this one cannot. */
export function cellOf(type: ColumnType, kind: Kind, reading: Reading): ReadCell | undefined {
  if (kind.element) return type === 'tags' ? listCell(kind.element) : undefined;
  if (/^(STRUCT|MAP|BLOB|INTERVAL|TIME$)|]$/.test(kind.type)) return undefined;
  if (kind.type === 'VARCHAR') return isStyled(type, reading) ? undefined : textCell(type, reading);
  switch (type) {
    case 'text':
    case 'tags':
      return kind.text;
    case 'boolean':
      return kind.type === 'BOOLEAN' ? (value) => value : booleanCell(kind, reading);
    case 'integer':
      return isFloating(kind) ? wholeNumber : kind.text;
    case 'number':
    case 'mrr':
      return isFloating(kind) ? decimalNumber(kind) : kind.text;
    case 'date':
      return dateCell(kind);
    case 'instant':
      return instantCell(kind, reading);
  }
}

/** A cell that is read as the drop is; where that is the canonical way, the row schema does it. */
function textCell(type: ColumnType, reading: Reading): ReadCell {
  const isOwn = type === 'boolean' || (type === 'instant' && reading.timeZone !== 'UTC');
  if (!isOwn) return (value) => value;
  const { read } = cellReader(type, reading);
  return (value) => {
    const text = cellText(value);
    return typeof text === 'string' ? (read(text) ?? refused) : null;
  };
}

/** Formats and decimal commas are refused for DuckDB; read here, a report would depend on where it is made. */
function isStyled(type: ColumnType, { dateFormats, decimalComma }: Reading): boolean {
  if (type === 'date' || type === 'instant') return dateFormats.length > 0;
  return decimalComma && ['integer', 'number', 'mrr'].includes(type);
}

const isFloating = ({ type }: Kind) => type === 'DOUBLE' || type === 'FLOAT';

function wholeNumber(value: unknown): unknown {
  const number = Number(value);
  return Number.isInteger(number) ? String(BigInt(number)) : refused;
}

function decimalNumber({ type }: Kind): ReadCell {
  const narrow = type === 'FLOAT' ? Math.fround : undefined;
  return (value) => sixPlaces(Number(value), narrow) ?? refused;
}

function listCell({ text }: Kind): ReadCell {
  return (value) =>
    Array.isArray(value) ? value.filter((one) => one != null).map((one) => text(one)) : refused;
}

function booleanCell({ text }: Kind, reading: Reading): ReadCell {
  const { read } = cellReader('boolean', reading);
  return (value) => read(text(value)) ?? refused;
}

/** A time of day in a column of dates is dropped only where it is midnight. */
function dateCell({ type, text, micros }: Kind): ReadCell | undefined {
  if (type === 'DATE') return text;
  if (!micros || type === 'TIMESTAMP WITH TIME ZONE') return undefined;
  return (value) => dayOf(micros(value)) ?? refused;
}

/** A timestamp that names no zone, and the midnight of a date, are wall time where the export says. */
function instantCell({ type, text, micros }: Kind, reading: Reading): ReadCell | undefined {
  if (type !== 'DATE' && !micros) return undefined;
  const wall = micros ? (value: unknown) => wallText(micros(value)) : text;
  if (type === 'TIMESTAMP WITH TIME ZONE') return (value) => `${wall(value)}Z`;
  const { read } = cellReader('instant', { ...canonicalReading, timeZone: reading.timeZone });
  return (value) => read(wall(value)) ?? refused;
}
