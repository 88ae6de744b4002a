import type { KpiRecord } from '../../kpis/record.ts';
import { reasonOf } from '../../reports/words/kpi_reasons.ts';
import type { Pen } from './pen.ts';
import { kindOf } from './units.ts';

/**
 * A value with what it was made of, e.g. `12 of 48 = 25.0%`; the reason where there is no value.
 * @param home Reporting currency, for the money beside a count.
 */
export function workedExample(record: KpiRecord, pen: Pen, home: string | null): string {
  const { value, unit } = record;
  if (value === null) return pen.prose(reasonOf(record) ?? 'not measured');
  const figure = pen.brief({ value, unit, ...inCurrency(record, home) });
  return [made(record, figure, pen), ...beside(record, pen, home)].join('; ');
}

function made(record: KpiRecord, figure: string, pen: Pen): string {
  const { numerator, denominator, unit } = record;
  if (numerator === null || denominator === null) return figure;
  const [above, below] = [count(numerator, pen), count(denominator, pen)];
  if (record.p90 !== undefined) return pen.t('{0}, the median of {1}', figure, below);
  return kindOf(unit) === 'percent'
    ? pen.t('{0} of {1} = {2}', above, below, figure)
    : pen.t('{0} ÷ {1} = {2}', above, below, figure);
}

function beside(record: KpiRecord, pen: Pen, home: string | null): string[] {
  const { mean, p90, unit, pending = 0, amount, judged, denominator } = record;
  const several = denominator !== null && denominator > 1;
  const length = (value: number) => pen.brief({ value, unit });
  const money = (value: number) => pen.brief({ value, unit: 'money', ...inCurrency(record, home) });
  return [
    ...(mean === undefined || !several ? [] : [pen.t('mean {0}', length(mean))]),
    ...(p90 === undefined || !several ? [] : [pen.t('nine of ten within {0}', length(p90))]),
    ...(pending === 0 ? [] : [pen.t('{0} pending', count(pending, pen))]),
    ...(amount === undefined ? [] : [pen.t('{0} of MRR', money(amount))]),
    ...(judged === false ? [pen.t('too few to judge')] : []),
  ];
}

function inCurrency({ currency }: KpiRecord, home: string | null): { readonly currency?: string } {
  const known = currency ?? home;
  return known === null ? {} : { currency: known };
}

const count = (value: number, pen: Pen) => pen.brief({ value, unit: 'count' });
