import { cellReader, cellText } from '../../tables/cells/cell.ts';
import { canonicalReading, type Reading } from '../../tables/cells/reading.ts';
import type { CellValue, Column, ColumnType } from '../../tables/column.ts';
import { meets } from './conditions.ts';
import { deriveMoney } from './derive_money.ts';
import { derivePlus } from './derive_plus.ts';
import { readingOf } from './mapping_reading.ts';
import type { From, Lookup, Rule } from './mapping_rules.ts';
import type { SourceRow } from './source_record.ts';

/** Tells why a cell cannot be had; `cell` only where it is the column's own. */
export type Refuse = (says: string, cell?: string) => null;
/** Takes a canonical column's value out of a source row, in the form of a canonical drop. */
export type Derive = (row: SourceRow, refuse: Refuse) => unknown;

/** Looked-up cells by key; null where one key leads to several. */
export type Found = ReadonlyMap<string, string | null>;

export interface Surroundings {
  readonly reading: Reading;
  readonly found: (lookup: Lookup) => Found;
}

/** Compiles the rule of a column, once per file and not per row. */
export function derive(rule: Rule, column: Column, around: Surroundings): Derive {
  if ('from' in rule) return deriveFrom(rule, column.type, around.reading);
  if ('constant' in rule) return () => rule.constant;
  if ('concat' in rule) return (row) => joined(row, rule.concat, rule.separator);
  if ('lookup' in rule) return deriveLookup(rule.lookup, column, around);
  if ('money' in rule) return deriveMoney(rule.money, column.type, around.reading);
  if ('plus' in rule) return derivePlus(rule.plus, column.type, around.reading);
  if ('unknown' in rule) return () => null;
  const holds = meets(rule.when, around.reading);
  const gives = derive(rule.gives, column, around);
  const otherwise = rule.otherwise ? derive(rule.otherwise, column, around) : () => null;
  return (row, refuse) => (holds(row) ? gives(row, refuse) : otherwise(row, refuse));
}

function deriveFrom(rule: From, type: ColumnType, drop: Reading): Derive {
  const cell = sourceCell(type, readingOf(rule, drop));
  const values = new Map<string, CellValue>(Object.entries(rule.values ?? {}));
  const otherwise = rule.default;
  if (values.size === 0 && otherwise === undefined)
    return (row, refuse) => cell(row[rule.from], refuse);
  return (row, refuse) => {
    const text = cellText(row[rule.from]) ?? null;
    if (text === null) return null;
    const meaning = values.get(text);
    if (meaning !== undefined) return meaning;
    return otherwise === undefined ? cell(text, refuse) : otherwise;
  };
}

/** Brings a cell of another style into the canonical one; what is canonical already passes as it is. */
function sourceCell(type: ColumnType, reading: Reading): (raw: unknown, refuse: Refuse) => unknown {
  if (!differs(type, reading)) return (raw) => raw;
  const { read, says } = cellReader(type, reading);
  return (raw, refuse) => {
    const text = cellText(raw);
    if (text === null || text === undefined) return raw;
    const value = read(text);
    return value === undefined ? refuse(says, text) : value;
  };
}

function differs(type: ColumnType, reading: Reading): boolean {
  if (type === 'boolean')
    return (
      reading.trueWords !== canonicalReading.trueWords ||
      reading.falseWords !== canonicalReading.falseWords
    );
  if (type === 'date') return reading.dateFormats.length > 0;
  if (type === 'instant') return reading.dateFormats.length > 0 || reading.timeZone !== 'UTC';
  return reading.decimalComma && ['integer', 'number', 'mrr'].includes(type);
}

/** An id of several parts; empty where a part is, so that no half id joins. */
function joined(row: SourceRow, columns: readonly string[], separator: string): string | null {
  const parts = columns.map((column) => cellText(row[column]) ?? null);
  return parts.includes(null) ? null : parts.join(separator);
}

function deriveLookup(lookup: Lookup, column: Column, { reading, found }: Surroundings): Derive {
  const cells = found(lookup);
  const cell = sourceCell(column.type, reading);
  return (row, refuse) => {
    const key = cellText(row[lookup.from]) ?? null;
    if (key === null) return null;
    const hit = cells.get(key);
    // The cell looked up may be an e-mail address: it is not quoted.
    if (hit === null) return refuse(`has several matches for ${lookup.from} in ${lookup.file}`);
    if (hit === undefined && column.required)
      return refuse(`has no match for ${lookup.from} in ${lookup.file}`);
    return hit === undefined ? null : cell(hit, refuse);
  };
}
