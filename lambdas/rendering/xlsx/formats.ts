import { remembered } from '../../kpis/remembered.ts';
import { kindOf, lengthOf, perWhat } from '../writing/units.ts';
import type { NumberCell } from './table.ts';

/** Writes numbers as cells, in the formats that a reader's Excel shows with its own separators. */
export interface Formats {
  /** A value in a unit of the KPI catalogue; per cent is given as 0–100. */
  value(value: number | null, unit: string, currency?: string): NumberCell | null;
  money(value: number | null, currency: string | null): NumberCell | null;
  score(value: number | null): NumberCell | null;
  /** Whole where it is whole. */
  number(value: number | null): NumberCell | null;
  date(day: string): NumberCell;
}

const firstDay = Date.UTC(1899, 11, 30);
const dayLength = 86_400_000;

/**
 * @param locale Of numbers and dates.
 * @param words Locale of words beside numbers, "days".
 */
export function formatsFor(locale: string, words: string): Formats {
  const dates = dateFormat(locale);
  const known = new Map<string, string>();
  const formatOf = (currency: string) => {
    const format = known.get(currency) ?? moneyFormat(locale, currency);
    known.set(currency, format);
    return format;
  };
  const money = (value: number | null, currency: string | null) =>
    cell(value, currency === null ? plain(value) : formatOf(currency));
  return {
    money,
    value: (value, unit, currency) => valueCell(value, unit, { currency, words, money }),
    score: (value) => cell(value, '0.0'),
    number: (value) => cell(value, plain(value)),
    date: (day) => ({
      value: (Date.parse(`${day}T00:00:00Z`) - firstDay) / dayLength,
      format: dates,
    }),
  };
}

interface Writing {
  readonly currency: string | undefined;
  readonly words: string;
  readonly money: (value: number | null, currency: string | null) => NumberCell | null;
}

function valueCell(value: number | null, unit: string, { currency, words, money }: Writing) {
  const kind = kindOf(unit);
  if (kind === 'money') return money(value, currency ?? null);
  if (kind === 'percent') return cell(value === null ? null : value / 100, '0.0%');
  if (kind === 'points' || kind === 'score') return cell(value, '0.0');
  if (kind === 'ratio') return cell(value, '0.00');
  const length = lengthOf(unit);
  if (length !== null) return cell(value, `#,##0.0${quoted(` ${unitWords(words)(length)}`)}`);
  return cell(value, perWhat(unit) === null ? plain(value) : '#,##0.00');
}

/** Enough digits for any currency, too few for the noise of floating point. */
function cell(value: number | null, format: string): NumberCell | null {
  return value === null ? null : { value: Number(value.toFixed(6)), format };
}

const plain = (value: number | null) => (Number.isInteger(value) ? '#,##0' : '#,##0.00');

/** The locale decides where the sign stands, the currency how many digits follow the point. */
function moneyFormat(locale: string, currency: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const number = digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`;
  const parts = format.formatToParts(1).map(({ type, value }) => ({ type, value }));
  const sign = parts.find(({ type }) => type === 'currency')?.value ?? currency;
  const isFirst = parts.findIndex(({ type }) => type === 'currency') === 0;
  const gap = parts.some(({ type, value }) => type === 'literal' && /\s/.test(value)) ? ' ' : '';
  return isFirst ? `${quoted(sign + gap)}${number}` : `${number}${quoted(gap + sign)}`;
}

/** By locale and unit: making a format costs a hundred times its use. */
const unitWords = remembered((locale: string) =>
  remembered((unit: string): string => {
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
    return format.formatToParts(2).find(({ type }) => type === 'unit')?.value ?? unit;
  }),
);

/** Day, month and year in the order of the locale; ISO 8601 where it writes them in another calendar or script. */
function dateFormat(locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' },
    ...{ calendar: 'gregory', numberingSystem: 'latn' },
  });
  const codes: Readonly<Record<string, string>> = { year: 'yyyy', month: 'mm', day: 'dd' };
  const parts = format.formatToParts(firstDay);
  const code = parts.map(({ type, value }) => codes[type] ?? value).join('');
  return /^[ymd]+([./-])[ymd]+\1[ymd]+$/.test(code) ? code : 'yyyy-mm-dd';
}

const quoted = (words: string) => `"${words.replaceAll('"', '')}"`;
