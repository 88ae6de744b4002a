import { describe, expect, it } from 'vitest';
import { exact, toNumber } from '../../lambdas/kpis/exact.ts';
import { converter, impliedCurrency, rateTable } from '../../lambdas/kpis/rates.ts';

const rate = (rate_on: string, currency: string, reporting_per_unit: string) => ({
  rate_on,
  currency,
  reporting_per_unit,
});
const table = rateTable([
  rate('2026-10-30', 'EUR', '1.1'),
  rate('2026-10-20', 'EUR', '1.2'),
  rate('2026-10-30', 'JPY', '0.0066'),
]);

describe('the reporting currency without a setting', () => {
  it('is the only currency of the data', () => {
    expect(impliedCurrency(['JPY'], rateTable([]))).toBe('JPY');
  });

  it('is the one that the rates give as 1, or leave out', () => {
    expect(
      impliedCurrency(
        ['EUR', 'USD'],
        rateTable([rate('2026-10-30', 'EUR', '1.1'), rate('2026-10-30', 'USD', '1')]),
      ),
    ).toBe('USD');
    expect(impliedCurrency(['EUR', 'USD'], table)).toBe('USD');
  });

  it('is unknown when nothing singles one out', () => {
    expect(impliedCurrency(['EUR', 'USD'], rateTable([]))).toBeNull();
    expect(impliedCurrency(['EUR', 'GBP', 'USD'], table)).toBeNull();
  });
});

describe('conversion', () => {
  const rules = { currency: 'USD', table, maxAgeDays: 7 };
  const convert = (day: string, minor: string, currency: string) =>
    toNumber(converter(rules, day).convert(exact(minor), currency));

  it('takes the rate of the last day, or the newest of the seven days before', () => {
    expect(convert('2026-10-31', '10000', 'EUR')).toBe(110);
    expect(convert('2026-10-25', '10000', 'EUR')).toBe(120);
  });

  it('knows currencies without minor units', () => {
    expect(convert('2026-10-31', '1000', 'JPY')).toBe(6.6);
    expect(convert('2026-10-31', '1000', 'USD')).toBe(10);
  });

  it('names the rate that is missing instead of a total', () => {
    expect(() => convert('2026-10-28', '100', 'EUR')).toThrow(
      'no EUR rate in fx_rates for 2026-10-28',
    );
    expect(() => convert('2026-10-31', '100', 'GBP')).toThrow('no GBP rate');
  });
});
