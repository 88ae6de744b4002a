import type { Row } from '../ports.ts';
import type { Relation } from '../tables/relations.ts';
import { type Exact, exact, powerOfTen, times } from './exact.ts';
import { daysBefore, type Numbered, windowId, windowNames } from './measures/windows.ts';
import { NotMeasurable } from './outcome.ts';
import { remembered } from './remembered.ts';

/** Converts minor units of a currency into major units of the reporting one, at a period's last day. */
export interface Converter {
  readonly currency: string;
  /** Throws NotMeasurable, naming the rate, where there is none. */
  convert(minor: Exact, currency: string): Exact;
}

/** Daily rates: currency → day → units of the reporting currency, both sorted by day. */
export type RateTable = ReadonlyMap<
  string,
  readonly { readonly day: string; readonly rate: Exact }[]
>;

export function rateTable(rows: readonly Row[]): RateTable {
  const table = new Map<string, { day: string; rate: Exact }[]>();
  for (const row of rows) {
    const rates = table.get(String(row.currency)) ?? [];
    rates.push({ day: String(row.rate_on), rate: exact(String(row.reporting_per_unit)) });
    table.set(String(row.currency), rates);
  }
  for (const rates of table.values()) rates.sort((a, b) => (a.day < b.day ? -1 : 1));
  return table;
}

/**
 * The reporting currency where the settings name none: the only one of the data; of several the one that
 * rates turn into, which they give as 1 or leave out; null where that does not single one out.
 */
export function impliedCurrency(currencies: readonly string[], table: RateTable): string | null {
  const one = powerOfTen(0);
  const units = [...table].flatMap(([currency, rates]) =>
    rates.every(({ rate }) => rate === one) ? [currency] : [],
  );
  const unrated = currencies.filter((currency) => !table.has(currency));
  const candidates = currencies.length === 1 ? currencies : units.length > 0 ? units : unrated;
  const [only, second] = candidates;
  return second === undefined ? (only ?? null) : null;
}

/** The rate of the day, or the newest of the days before it that is not too old; undefined without one. */
function rateOn(
  table: RateTable,
  currency: string,
  day: string,
  maxAge: number,
): Exact | undefined {
  const oldest = daysBefore(day, maxAge);
  return table.get(currency)?.findLast((entry) => entry.day <= day && entry.day >= oldest)?.rate;
}

export interface RateRules {
  /** Reporting currency; null where several currencies are used and none was named. */
  readonly currency: string | null;
  readonly table: RateTable;
  readonly maxAgeDays: number;
}

/** Rates of one day for amounts in minor units. */
export function converter(rules: RateRules, day: string): Converter {
  const reporting = rules.currency;
  const rateOf = remembered((code: string) => rateOn(rules.table, code, day, rules.maxAgeDays));
  return {
    currency: reporting ?? '',
    convert: (minor, currency) => {
      if (reporting === null) {
        throw new NotMeasurable(
          'the data has several currencies and the settings name no reporting_currency',
        );
      }
      const major = times(minor, scaleOf(currency));
      if (currency === reporting) return major;
      const rate = rateOf(currency);
      if (rate === undefined) {
        throw new NotMeasurable('no {0} rate in fx_rates for {1}', currency, day);
      }
      return times(major, rate);
    },
  };
}

/** A converter that leaves amounts in their own currency, for tables by currency. */
export function ownCurrency(currency: string): Converter {
  return { currency, convert: (minor) => times(minor, scaleOf(currency)) };
}

/** Of one minor unit. Asking Intl for a currency costs more than converting an amount. */
const scaleOf = remembered((currency: string) => powerOfTen(-minorDigits(currency)));

/** Digits after the point in a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** The relation `rates`: by which an account's currencies are compared; never a figure of its own. */
export function ratesRelation(
  rules: RateRules,
  periods: readonly Numbered[],
  currencies: readonly string[],
): Relation {
  const rows = periods.flatMap(([periodNo, { period }]) =>
    currencies.flatMap((currency) => {
      const day = daysBefore(period.end, 1);
      const rate = rateOn(rules.table, currency, day, rules.maxAgeDays);
      const known =
        currency === rules.currency ? 1 : rate === undefined ? null : Number(rate) / 1e18;
      if (known === null) return [];
      const factor = known / 10 ** minorDigits(currency);
      return windowNames.map((name) => ({ window_id: windowId(periodNo, name), currency, factor }));
    }),
  );
  return {
    name: 'rates',
    columns: { window_id: 'bigint', currency: 'varchar', factor: 'double' },
    rows,
  };
}
