import type { CellValue, ColumnType } from '../column.ts';
import { dateFormat } from './date_format.ts';
import { decimalText, integerText, parseDecimal, withPoint } from './decimal.ts';
import type { Reading } from './reading.ts';
import { instantText, isoDatePattern, isoStamp, type Stamp } from './stamp.ts';

/** Reads the text of a filled cell; `says` completes "the cell …" where `read` gives undefined. */
export interface CellReader {
  readonly read: (text: string) => CellValue | undefined;
  readonly says: string;
}

/** Digits before the point that DECIMAL(20,6) and DECIMAL(18,6) hold. */
const wholeDigits = { mrr: 14, number: 12 };

/** Text of a CSV cell or a JSON value; null where it is empty, undefined where it has no exact text. */
export function cellText(raw: unknown): string | null | undefined {
  if (raw === null || raw === undefined) return null;
  if (typeof raw === 'string') return cleaned(raw);
  if (typeof raw === 'boolean' || typeof raw === 'bigint') return String(raw);
  if (typeof raw === 'number')
    return Number.isInteger(raw) && !Number.isSafeInteger(raw) ? undefined : String(raw);
  return Array.isArray(raw) ? JSON.stringify(raw) : undefined;
}

export function cellReader(type: ColumnType, reading: Reading): CellReader {
  const plain = reading.decimalComma ? withPoint : (text: string) => text;
  const decimal = (digits: number) => (text: string) => {
    const value = parseDecimal(plain(text));
    return value && decimalText(value, digits);
  };
  switch (type) {
    case 'text':
      return { read: (text) => text, says: 'is not text' };
    case 'integer':
      return { read: (text) => integerText(plain(text)), says: 'is not a whole number' };
    case 'mrr':
    case 'number':
      return { read: decimal(wholeDigits[type]), says: 'is not a plain decimal number' };
    case 'boolean':
      return booleanReader(reading);
    case 'date':
    case 'instant':
      return timeReader(type, reading);
    case 'tags':
      return { read: tagsText, says: 'is not a list of tags' };
  }
}

function booleanReader({ trueWords, falseWords }: Reading): CellReader {
  const meanings = new Map([
    ...falseWords.map((word) => [word.toLowerCase(), false] as const),
    ...trueWords.map((word) => [word.toLowerCase(), true] as const),
  ]);
  const words = [...meanings.keys()].join(', ');
  return { read: (text) => meanings.get(text.toLowerCase()), says: `is none of ${words}` };
}

function timeReader(type: 'date' | 'instant', { dateFormats, timeZone }: Reading): CellReader {
  const formats = dateFormats.flatMap((format) => dateFormat(format) ?? []);
  const stated = (text: string) => first(formats, text);
  const standard = type === 'date' ? dateAlone : isoStamp;
  const stamp = formats.length > 0 ? stated : standard;
  const example =
    type === 'date' ? 'a calendar date YYYY-MM-DD' : 'a time such as 2026-01-31T09:30:00Z';
  return {
    read: (text) => {
      const found = stamp(text);
      return found && (type === 'date' ? found.date : instantText(found, timeZone));
    },
    says:
      formats.length > 0
        ? `is not a date as stated (${dateFormats.join(', ')})`
        : `is not ${example}; where the export writes it otherwise, state date_format in the mapping`,
  };
}

function first(formats: readonly ((text: string) => Stamp | undefined)[], text: string) {
  for (const read of formats) {
    const found = read(text);
    if (found) return found;
  }
  return undefined;
}

/** Databases write a date as its midnight; any other time of day would be lost, so it is no date. */
function dateAlone(text: string): Stamp | undefined {
  return isoDate.test(text) ? isoStamp(text) : undefined;
}

const isoDate = new RegExp(`^${isoDatePattern}$`, 'i');

function tagsText(text: string): string | undefined {
  if (!text.startsWith('[')) return JSON.stringify(parted(text.split(';')));
  try {
    const list: unknown = JSON.parse(text);
    const plain =
      Array.isArray(list) && list.every((tag) => ['string', 'number'].includes(typeof tag));
    return plain ? JSON.stringify(parted(list.map(String))) : undefined;
  } catch {
    return undefined;
  }
}

const parted = (tags: readonly string[]) =>
  tags.map((tag) => tag.trim()).filter((tag) => tag !== '');

/** NUL bytes and halves of emoji come from cut fields; left in, they make the whole landed file unreadable. */
function cleaned(text: string): string | null {
  const whole = /[\uD800-\uDFFF]/.test(text) ? text.replace(/\p{Cs}/gu, '\uFFFD') : text;
  const sound = (whole.includes('\0') ? whole.replaceAll('\0', '') : whole).trim();
  return sound === '' ? null : sound;
}
