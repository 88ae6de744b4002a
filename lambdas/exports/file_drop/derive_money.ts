import { cellText } from '../../tables/cells/cell.ts';
import { parseDecimal, withPoint } from '../../tables/cells/decimal.ts';
import type { Reading } from '../../tables/cells/reading.ts';
import type { ColumnType } from '../../tables/column.ts';
import { minorDigits, monthlyMinor, type Period, wholeMinor } from '../../tables/money.ts';
import type { Derive } from './derive.ts';
import type { Money } from './mapping_rules.ts';
import type { SourceRow } from './source_record.ts';

/** Compiles a money rule: major units as text → minor units as text, never through floating point. */
export function deriveMoney(money: Money, type: ColumnType, reading: Reading): Derive {
  const comma = money.decimal_comma ?? reading.decimalComma;
  const currencyOf = currencyReader(money);
  const perOf = periodReader(money);
  const digitsOf = remembered(minorDigits);
  return (row, refuse) => {
    const text = cellText(row[money.from]);
    if (text === null || text === undefined) return null;
    const amount = parseDecimal(comma ? withPoint(text) : text);
    if (!amount) return refuse('is not a plain amount in major units', text);
    const currency = currencyOf(row);
    const digits = digitsOf(currency);
    if (digits === undefined) return refuse('has an amount without an ISO 4217 currency', currency);
    const per = perOf(row);
    if (per === undefined) return refuse('has an amount for a span that per does not name');
    const minor = type === 'mrr' ? monthlyMinor(amount, digits, per) : wholeMinor(amount, digits);
    return minor ?? refuse(`is not a whole number of ${currency} minor units`, text);
  };
}

function currencyReader({ currency }: Money): (row: SourceRow) => string {
  if (typeof currency !== 'string') return () => currency.constant.toUpperCase();
  return (row) => (cellText(row[currency]) ?? '').toUpperCase();
}

function periodReader({ per = 'month' }: Money): (row: SourceRow) => Period | undefined {
  if (typeof per === 'string') return () => per;
  const meanings = new Map(Object.entries(per.values));
  return (row) => meanings.get(cellText(row[per.from]) ?? '');
}

/** Asking Intl costs more than all the rest of a row. */
function remembered<T>(ask: (key: string) => T): (key: string) => T {
  const answers = new Map<string, T>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(key);
    answers.set(key, answer);
    return answer;
  };
}
