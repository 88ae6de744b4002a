import {
  type Decimal,
  integerText,
  parseDecimal,
  roundHalfUp,
} from '../../../tables/cells/decimal.ts';
import { instantText, isoStamp } from '../../../tables/cells/stamp.ts';
import { minorDigits } from '../../../tables/money.ts';

/** Texts of Salesforce → cells of canonical rows; undefined where they are none. */

/** Instant, also of a date: see `instantOn`. */
export function instantCell(text: string): string | undefined {
  const stamp = isoStamp(text);
  if (!stamp) return undefined;
  return stamp.zone === undefined ? instantOn(stamp.date) : instantText(stamp, 'UTC');
}

/** Date, also of an instant. */
export const dateCell = (text: string): string | undefined => isoStamp(text)?.date;

/**
 * Ten o'clock in UTC of a date that has no time: the same date from Hawaii to New Zealand in summer, so that a
 * deal closed on the last day of a quarter stays in it wherever the company is. `notBefore` stands where it
 * lies later on that day, such as the creation of what was closed.
 */
export function instantOn(date: string, notBefore?: string | null): string {
  const instant = `${date}T10:00:00.000Z`;
  return notBefore?.startsWith(date) && notBefore > instant ? notBefore : instant;
}

export function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

/** Same day so many months later; the last of the month where it has no such day. */
export function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)))
    .toISOString()
    .slice(0, 10);
}

/** Minor units of an amount, halves away from zero: amounts may have more digits than their currency. */
export function minorCell(text: string, currency: string): string | undefined {
  const digits = minorDigits(currency);
  const amount = decimalOf(text);
  if (digits === undefined || amount === undefined) return undefined;
  const { units, scale } = amount;
  return integerText(String(roundHalfUp(units * 10n ** BigInt(digits), 10n ** BigInt(scale))));
}

/** Whole number, which Salesforce may write as 3.0 or 1.2E3. */
export function integerCell(text: string): string | undefined {
  const number = decimalOf(text);
  if (!number || number.units % 10n ** BigInt(number.scale) !== 0n) return undefined;
  return integerText(String(number.units / 10n ** BigInt(number.scale)));
}

function decimalOf(text: string): Decimal | undefined {
  const [, mantissa = '', exponent = '0'] = /^([^E]*)(?:E([+-]?\d{1,2}))?$/i.exec(text) ?? [];
  const decimal = parseDecimal(mantissa);
  if (!decimal) return undefined;
  const scale = decimal.scale - Number(exponent);
  return scale >= 0
    ? { units: decimal.units, scale }
    : { units: decimal.units * 10n ** BigInt(-scale), scale: 0 };
}

/** `Best Case`, `BestCase` and `best-case` → `best_case`. */
export const slug = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();

/** Host of a web address without `www.`; undefined where it is none. */
export function domainOf(website: string): string | undefined {
  const address = /^[a-z]+:\/\//i.test(website) ? website : `https://${website}`;
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  return host.includes('.') ? host.replace(/^www\./, '') : undefined;
}
