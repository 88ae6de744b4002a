import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KpiRecord } from '../../lambdas/kpis/record.ts';
import { kpiSeries } from '../../lambdas/runs/kpi_series.ts';
import { recordsOf } from '../kpi_series.ts';

const months = ['2026-08', '2026-09', '2026-10', '2026-11'];
const start = (month: number) => `${months[month]}-01`;
const none = { value: null, numerator: null, denominator: null, sample: null } as const;

const measured = fc.record(
  {
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    numerator: fc.option(fc.integer()),
    denominator: fc.option(fc.integer()),
    sample: fc.option(fc.nat()),
    currency: fc.constantFrom('EUR', 'USD'),
    judged: fc.boolean(),
    low: fc.double({ noNaN: true, min: 1, max: 100 }),
    pending: fc.nat(3),
  },
  { requiredKeys: ['value', 'numerator', 'denominator', 'sample'] },
);
const unmeasured = fc.constantFrom(
  { ...none, status: 'not_measurable', reason: 'there were no users' } as const,
  { ...none, status: 'no_data_source', reason: 'the export has no users table' } as const,
);

const records = fc
  .uniqueArray(
    fc.record({
      kpi: fc.constantFrom('mrr', 'activation_rate', 'exit_reason_frequency'),
      month: fc.nat(2),
      window: fc.constantFrom('period', 'trailing_12_months'),
      segment: fc.constantFrom(null, { dimension: 'reason', value: '["odd", 1]' }),
    }),
    { selector: (place) => JSON.stringify(place) },
  )
  .chain((places) =>
    fc.tuple(
      ...places.map(({ month, ...place }) =>
        fc.oneof(measured, unmeasured).map(
          (found): KpiRecord => ({
            ...{ ...place, period: months[month] ?? '', unit: '%' },
            ...{ start: start(month), end: start(month + 1) },
            ...{ status: 'measured', reason: null, ...found },
          }),
        ),
      ),
    ),
  );

const sorted = (found: readonly KpiRecord[]) =>
  [...found].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
const keyOf = ({ kpi, period, window, segment }: KpiRecord) =>
  JSON.stringify([kpi, period, window, segment]);

const text = (found: readonly KpiRecord[]) => [...kpiSeries(found)].join('');

describe('kpis.json', () => {
  it('loses nothing of any record', () => {
    fc.assert(
      fc.property(records, (found) => {
        // JSON knows one zero.
        const plain = JSON.parse(JSON.stringify(found)) as KpiRecord[];
        expect(sorted(recordsOf(text(found)))).toEqual(sorted(plain));
      }),
    );
  });

  it('is written in parts, which are one text', () => {
    const segments = Array.from({ length: 2500 }, (_, n) => ({
      dimension: 'csm',
      value: `c-${n}`,
    }));
    const many = segments.map((segment): KpiRecord => {
      const place = { kpi: 'mrr', window: 'period', segment, period: '2026-08', unit: 'money' };
      const dates = { start: start(0), end: start(1) };
      return { ...place, ...dates, ...none, status: 'not_measurable', reason: 'there were none' };
    });
    expect([...kpiSeries(many)].length).toBeGreaterThan(3);
    expect(sorted(recordsOf(text(many)))).toEqual(sorted(many));
  });

  it('says a trend on one line, and what its periods share once', () => {
    const record = (month: number, value: number): KpiRecord => ({
      ...{ kpi: 'mrr', window: 'period', segment: null, unit: 'money/month', currency: 'EUR' },
      ...{ period: months[month] ?? '', start: start(month), end: start(month + 1) },
      ...{ ...none, value, status: 'measured', reason: null },
    });
    expect(text([record(0, 100), record(1, 120)]).split('\n')).toEqual([
      '{"periods":[',
      '{"label":"2026-08","start":"2026-08-01","end":"2026-09-01"},',
      '{"label":"2026-09","start":"2026-09-01","end":"2026-10-01"}',
      '],"series":[',
      '{"kpi":"mrr","window":"period","unit":"money/month","value":[100,120],"currency":"EUR"}',
      ']}',
      '',
    ]);
  });

  it('numbers the periods of a row that not all of them have', () => {
    const row = (month: number): KpiRecord => ({
      ...{ kpi: 'exit_reason_frequency', window: 'period', unit: 'count & %' },
      segment: { dimension: 'reason', value: month === 1 ? 'price' : 'moved' },
      ...{ period: months[month] ?? '', start: start(month), end: start(month + 1) },
      ...{ ...none, value: 50, status: 'measured', reason: null },
    });
    const [, , , , , , price] = text([row(0), row(1), row(2)]).split('\n');
    expect(JSON.parse(price ?? '')).toMatchObject({ segment: { value: 'price' }, at: [1] });
  });
});
