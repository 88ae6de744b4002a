import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../../lambdas/tables/cells/decimal.ts';
import { minorDigits, monthlyMinor, type Period, wholeMinor } from '../../lambdas/tables/money.ts';

const amount = (text: string) => {
  const parsed = parseDecimal(text);
  if (!parsed) throw new Error(`${text} is no amount`);
  return parsed;
};
const minor = (text: string, currency: string) =>
  wholeMinor(amount(text), minorDigits(currency) ?? -1);
const monthly = (text: string, currency: string, per: Period) =>
  monthlyMinor(amount(text), minorDigits(currency) ?? -1, per);

describe('money', () => {
  it('has the minor units of its currency: cents, no yen, a thousand fils', () => {
    expect(minor('19.99', 'USD')).toBe('1999');
    expect(minor('1000', 'JPY')).toBe('1000');
    expect(minor('1.234', 'KWD')).toBe('1234');
    expect(minor('-4.5', 'EUR')).toBe('-450');
    expect(minor('1200.00', 'JPY')).toBe('1200');
  });

  it('is never rounded to whole minor units', () => {
    expect(minor('19.999', 'USD')).toBeUndefined();
    expect(minor('0.5', 'JPY')).toBeUndefined();
  });

  it('is of no currency that ISO 4217 does not know', () => {
    expect(minorDigits('XYZ')).toBeUndefined();
    expect(minorDigits('usd')).toBeUndefined();
  });

  it('paid for a span is its share of a month, to six places of a minor unit', () => {
    expect(monthly('2000', 'USD', 'year')).toBe('16666.666667');
    expect(monthly('1200', 'USD', 'year')).toBe('10000');
    expect(monthly('2400', 'USD', 'two_years')).toBe('10000');
    expect(monthly('1500', 'USD', 'half_year')).toBe('25000');
    expect(monthly('100', 'USD', 'quarter')).toBe('3333.333333');
    expect(monthly('10', 'USD', 'week')).toBe('4333.333333');
    expect(monthly('1', 'USD', 'day')).toBe('3041.666667');
    expect(monthly('12000', 'JPY', 'year')).toBe('1000');
    expect(monthly('1.234', 'KWD', 'month')).toBe('1234');
  });

  it('is exact where floating point is not', () => {
    expect(minor('1.005', 'KWD')).toBe('1005');
    expect(minor('90071992547409.93', 'USD')).toBe('9007199254740993');
    expect(monthly('0.07', 'USD', 'month')).toBe('7');
  });

  it('of a year, times twelve, is the year again to within half a millionth of a minor unit a month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (cents) => {
        const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
        const share = amount(monthly(text, 'USD', 'year') ?? '');
        const millionths = share.units * 10n ** BigInt(6 - share.scale) * 12n;
        const off = millionths - BigInt(cents) * 1_000_000n;
        expect(off <= 6n && off >= -6n).toBe(true);
      }),
    );
  });
});
