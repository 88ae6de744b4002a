import type { Reading } from '../tables/cells/reading.ts';
import { isoDatePattern, isoInstantPattern } from '../tables/cells/stamp.ts';
import type { ColumnType } from '../tables/column.ts';

/** SQL that gives a column's canonical value, null where the cell is empty or has none. */
export interface Cast {
  readonly sql: string;
  /** True where no filled cell of that type can fail. */
  readonly safe: boolean;
}

const integers = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const plainNumber = String.raw`[+-]?(\d+(\.\d*)?|\.\d+)`;
const endsWithZone = String.raw`(?i):\d{2}(\.\d+)?\s?(Z|UTC|[+-]\d{2}(:?\d{2})?)$`;

/** The cast of `raw`, an expression of DuckDB type `from`; undefined where that type cannot mean this one. */
export function castOf(
  type: ColumnType,
  raw: string,
  from: string,
  reading: Reading,
): Cast | undefined {
  if (/^(STRUCT|MAP|BLOB|INTERVAL|TIME$|BIT)/.test(from)) return undefined;
  if (from.endsWith(']')) return type === 'tags' ? tagList(raw) : undefined;
  if (from === 'VARCHAR' && isStyled(type, reading)) return undefined;
  const text = from === 'VARCHAR' ? trimmed(raw) : `cast(${raw} as varchar)`;
  switch (type) {
    case 'text':
      return { sql: text, safe: true };
    case 'tags':
      return { sql: tagsFromText(text), safe: false };
    case 'boolean':
      return from === 'BOOLEAN' ? { sql: raw, safe: true } : booleanFromText(text, reading);
    case 'integer':
      return whole(raw, from, text);
    case 'number':
      return decimal(raw, from, text, 'decimal(18,6)');
    case 'mrr':
      return decimal(raw, from, text, 'decimal(20,6)');
    case 'date':
      return date(raw, from, text);
    case 'instant':
      return instant(raw, from, text, reading);
  }
}

/** Formats and decimal commas are read in TypeScript alone: told twice, they would come to differ. */
function isStyled(type: ColumnType, { dateFormats, decimalComma }: Reading): boolean {
  if (type === 'date' || type === 'instant') return dateFormats.length > 0;
  return decimalComma && ['integer', 'number', 'mrr'].includes(type);
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function whole(raw: string, from: string, text: string): Cast {
  if (['BIGINT', 'INTEGER', 'SMALLINT', 'TINYINT', 'UINTEGER'].includes(from))
    return { sql: `cast(${raw} as bigint)`, safe: true };
  if (integers.test(from)) return { sql: `try_cast(${raw} as bigint)`, safe: false };
  if (/^(DECIMAL|DOUBLE|FLOAT)/.test(from))
    return {
      sql: `case when ${raw} = trunc(${raw}) then try_cast(${raw} as bigint) end`,
      safe: false,
    };
  const digits = String.raw`regexp_replace(${text}, '\.0*$', '')`;
  return {
    sql: matching(text, String.raw`[+-]?\d+(\.0*)?`, `try_cast(${digits} as bigint)`),
    safe: false,
  };
}

function decimal(raw: string, from: string, text: string, type: string): Cast {
  if (from !== 'VARCHAR' && from !== 'BOOLEAN')
    return { sql: `try_cast(${raw} as ${type})`, safe: false };
  return { sql: matching(text, plainNumber, `try_cast(${text} as ${type})`), safe: false };
}

function booleanFromText(text: string, { trueWords, falseWords }: Reading): Cast {
  const among = (words: readonly string[]) =>
    `lower(${text}) in (${words.map((word) => quoted(word.toLowerCase())).join(', ')})`;
  return {
    sql: `case when ${among(trueWords)} then true when ${among(falseWords)} then false end`,
    safe: false,
  };
}

/** A time of day in a column of dates is dropped only where it is midnight. */
function date(raw: string, from: string, text: string): Cast | undefined {
  if (from === 'DATE') return { sql: raw, safe: true };
  if (from === 'VARCHAR')
    return {
      sql: matching(text, isoDatePattern, `try_cast(left(${text}, 10) as date)`),
      safe: false,
    };
  if (!/^TIMESTAMP(_S|_MS|_NS)?$/.test(from)) return undefined;
  const day = `cast(${raw} as date)`;
  return {
    sql: `case when cast(${day} as timestamp) = cast(${raw} as timestamp) then ${day} end`,
    safe: false,
  };
}

function instant(raw: string, from: string, text: string, { timeZone }: Reading): Cast | undefined {
  const inUtc = (wall: string) =>
    timeZone === 'UTC' ? wall : `timezone('UTC', timezone(${quoted(timeZone)}, ${wall}))`;
  if (from === 'TIMESTAMP WITH TIME ZONE') return { sql: `timezone('UTC', ${raw})`, safe: true };
  if (from === 'DATE' || from.startsWith('TIMESTAMP'))
    return { sql: inUtc(`cast(${raw} as timestamp)`), safe: true };
  if (from !== 'VARCHAR') return undefined;
  const zoned = `timezone('UTC', try_cast(${text} as timestamptz))`;
  const parsed = `case when regexp_matches(${text}, ${quoted(endsWithZone)}) then ${zoned} else ${inUtc(`try_cast(${text} as timestamp)`)} end`;
  return { sql: matching(text, isoInstantPattern, parsed), safe: false };
}

function tagsFromText(text: string): string {
  const parted = tagArray(`string_split(${text}, ';')`);
  const listed = `case when json_valid(${text}) then ${text} end`;
  return `case when starts_with(${text}, '[') then ${listed} else ${parted} end`;
}

function tagList(raw: string): Cast {
  return { sql: tagArray(`cast(${raw} as varchar[])`), safe: true };
}

function tagArray(list: string): string {
  return `cast(to_json([trim(tag) for tag in ${list} if trim(tag) <> '']) as varchar)`;
}

/** Trims only what has white space at its ends: trimming every cell would double the time of landing. */
function trimmed(text: string): string {
  const trim = String.raw`nullif(trim(${text}, e' \t\r\n'), '')`;
  return `case when ${mayBeTrimmed(text)} then ${trim} else ${text} end`;
}

/** Whether a cell may begin or end in white space, or be empty. */
export function mayBeTrimmed(text: string): string {
  return `(${text} < '!' or right(${text}, 1) < '!')`;
}

function matching(text: string, pattern: string, then: string): string {
  return `case when regexp_full_match(${text}, ${quoted(pattern)}) then ${then} end`;
}
