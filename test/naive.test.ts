import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTable } from '../lambdas/tables/catalogue.ts';
import { deep } from './deep.ts';
import { prepare, survivingAccounts } from './naive/accounts.ts';
import { someCase, someWorld, worldToDrop } from './naive/arbitrary.ts';
import { edgeCases, leftOut } from './naive/edge_cases.ts';
import type { Example, Expectation } from './naive/examples/builders.ts';
import { naiveKpis } from './naive/kpis.ts';
import { movementsOf } from './naive/movements.ts';
import { periodOf } from './naive/periods.ts';
import type { NaiveRecord } from './naive/record.ts';
import { naiveScores } from './naive/scores.ts';
import { itemsOf, pastOf } from './naive/spans.ts';
import { scored, scoresByHand, workedExamples } from './naive/worked_examples.ts';
import { must, rowsOf, text } from './naive/world.ts';

function find(records: readonly NaiveRecord[], wanted: Expectation): NaiveRecord | undefined {
  return records.find(
    (record) =>
      record.kpi === wanted.kpi &&
      record.window === (wanted.window ?? 'period') &&
      record.segment?.dimension === wanted.segment?.dimension &&
      record.segment?.value === wanted.segment?.value,
  );
}

function check({ world, period, expectations }: Example) {
  const records = naiveKpis(world, period);
  for (const wanted of expectations) {
    const record = find(records, wanted);
    const name = `${wanted.kpi} ${wanted.window ?? ''} ${wanted.segment?.value ?? ''}`;
    expect(record?.status, name).toBe(wanted.status ?? 'measured');
    if (wanted.value === undefined) expect(record?.value, name).toBeNull();
    else expect(record?.value, name).toBeCloseTo(wanted.value, 9);
  }
}

describe('edge cases by hand', () => {
  it.each(edgeCases)('$row: $sentence', (example) => check(example));

  it('has every row of the specification but those left out for a reason', () => {
    const rows = new Set(edgeCases.map(({ row }) => row));
    const missing = Array.from({ length: 61 }, (_, n) => n + 1).filter((row) => !rows.has(row));
    expect(missing).toEqual(Object.keys(leftOut).map(Number));
  });
});

describe('worked examples by hand', () => {
  it.each(workedExamples)('$sentence', (example) => check(example));

  it('gives the scores of accounts', () => {
    const [used, silent] = naiveScores(scored, periodOf('2026-10'));
    expect(used?.scores.customer_health_score.value).toBeCloseTo(scoresByHand.health, 9);
    expect(used?.scores.customer_health_score.present).toBe(1);
    expect(used?.scores.churn_risk_score.value).toBeCloseTo(scoresByHand.risk, 9);
    expect(silent?.scores.customer_health_score.present).toBe(0.7);
    expect(silent?.scores.churn_risk_score.value).toBeNull();
    expect(silent?.scores.churn_risk_score.present).toBe(0.45);
  });
});

describe('periods', () => {
  it.each([
    ['2026-10', '2026-10-01', '2026-11-01', '2026-09-01', '2025-10-01'],
    ['2026-W45', '2026-11-02', '2026-11-09', '2026-10-26', '2025-11-03'],
    ['2026-W53', '2026-12-28', '2027-01-04', '2026-12-21', undefined],
    ['2026-W01', '2025-12-29', '2026-01-05', '2025-12-22', '2024-12-30'],
    ['2026-Q3', '2026-07-01', '2026-10-01', '2026-04-01', '2025-07-01'],
  ])('%s', (label, start, end, previous, lastYear) => {
    const period = periodOf(label);
    expect(period).toMatchObject({ start, end, next: { start: end } });
    expect(period.previous).toEqual({ start: previous, end: start });
    expect(period.lastYear?.start).toBe(lastYear);
  });
});

const everyShape = { tablesMissing: true, ratesMissing: true, deletedSpans: true };

describe('random worlds', { timeout: 60_000 }, () => {
  it('hold rows that are valid, with unique keys', () => {
    fc.assert(
      fc.property(someCase(everyShape), ({ world }) => {
        for (const [name, rows] of Object.entries(world)) {
          const table = findTable(name);
          expect(table, name).toBeDefined();
          if (!table) continue;
          const keys = rows.map((row) => table.key.map((column) => text(row, column)).join('|'));
          expect(new Set(keys).size, name).toBe(keys.length);
          for (const row of rows) {
            for (const rule of table.rules) expect(rule.holds(row), rule.says).toBe(true);
            for (const [column, { required, values }] of Object.entries(table.columns)) {
              if (required) must(row, column);
              const cell = text(row, column);
              if (values && cell !== null) expect(values).toContain(cell);
            }
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('go from opening to closing by their movements, per account and currency', () => {
    fc.assert(
      fc.property(someCase(everyShape), ({ world, period }) => {
        const items = itemsOf(prepare(world, period), 30);
        for (const one of movementsOf(items, pastOf(items, period.end), period)) {
          const gained = one.new + one.reactivation + one.resume + one.expansion;
          const lost = one.contraction + one.pause + one.churn;
          expect(one.opening + gained - lost).toBe(one.closing);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('give each KPI once, and rates that belong together', () => {
    fc.assert(
      fc.property(someCase(everyShape), ({ world, period }) => {
        const records = naiveKpis(world, period);
        const names = records.map((one) => `${one.kpi} ${one.window} ${one.segment?.value}`);
        expect(new Set(names).size).toBe(names.length);
        for (const window of ['period', 'trailing_12_months'] as const) {
          for (const [one, other] of [
            ['customer_churn_rate', 'customer_retention_rate'],
            ['net_revenue_retention', 'net_revenue_churn'],
            ['gross_revenue_retention', 'gross_revenue_churn_rate'],
          ] as const) {
            const [left, right] = [one, other].map((kpi) => find(records, { kpi, window }));
            expect(left?.status).toBe(right?.status);
            if (left?.value === null) continue;
            expect((left?.value ?? 0) + (right?.value ?? 0)).toBeCloseTo(100, 9);
          }
          const gross = find(records, { kpi: 'gross_revenue_retention', window });
          expect(gross?.value ?? 0).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('add up from segments to the total', () => {
    const additive = [
      'mrr',
      'new_mrr',
      'expansion_revenue',
      'contraction_mrr',
      'churned_mrr',
      'scheduled_churn_mrr',
      'customers',
      'open_escalations',
      'at_risk_customers',
    ];
    fc.assert(
      fc.property(someCase(), ({ world, period }) => {
        const owned = rowsOf(world, 'tickets').filter((row) => text(row, 'account_id') !== null);
        const ours = { ...world, tickets: owned };
        const accounts = survivingAccounts(ours);
        const parts = [...new Set(accounts.map((row) => text(row, 'segment')))].map((segment) => {
          const own = accounts.filter((row) => text(row, 'segment') === segment);
          const accountIds = new Set(own.map((row) => must(row, 'account_id')));
          return naiveKpis(ours, { ...period, accountIds });
        });
        const whole = naiveKpis(ours, period);
        for (const kpi of additive) {
          const values = parts.map((records) => find(records, { kpi })?.value ?? 0);
          const total = values.reduce((a, b) => a + b, 0);
          expect(total, kpi).toBeCloseTo(find(whole, { kpi })?.value ?? 0, 6);
        }
      }),
      { numRuns: 15 },
    );
  });

  it.runIf(deep)('hit every movement, and every KPI with a value', () => {
    const measured = new Map<string, number>();
    const moved = new Map<string, number>();
    const count = (counts: Map<string, number>, name: string) =>
      counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const { world, period } of fc.sample(someCase(), { numRuns: 100, seed: 1 })) {
      for (const { kpi, window, value } of naiveKpis(world, period)) {
        if (value !== null && value !== 0) count(measured, `${kpi} ${window}`);
        else measured.set(`${kpi} ${window}`, measured.get(`${kpi} ${window}`) ?? 0);
      }
      const items = itemsOf(prepare(world, period), 30);
      for (const movement of movementsOf(items, pastOf(items, period.end), period)) {
        for (const [line, amount] of Object.entries(movement)) {
          if (typeof amount === 'bigint' && amount > 0n) count(moved, line);
        }
      }
    }
    expect([...measured].filter(([, times]) => times < 3)).toEqual([]);
    expect([...moved].filter(([, times]) => times < 10)).toEqual([]);
    expect(moved.size).toBe(9);
  });
});

describe('file drop', { timeout: 60_000 }, () => {
  it('holds what the world holds, as CSV and as JSONL', () => {
    const period = periodOf('2026-10');
    fc.assert(
      fc.property(someWorld(period), (world) => {
        const files = worldToDrop(world, { jsonl: ['events'] });
        expect(Object.keys(files)).toContain('events.jsonl');
        for (const [name, rows] of Object.entries(world)) {
          const csv = files[`${name}.csv`];
          const read: Record<string, unknown>[] =
            csv === undefined
              ? (files[`${name}.jsonl`] ?? '')
                  .split('\n')
                  .filter((line) => line !== '')
                  .map((line) => JSON.parse(line))
              : parse(csv, { columns: true });
          expect(read.length, name).toBe(rows.length);
          rows.forEach((row, n) => {
            for (const [column, cell] of Object.entries(row)) {
              expect(String(read[n]?.[column] ?? ''), name).toBe(String(cell ?? ''));
            }
          });
        }
      }),
      { numRuns: 20 },
    );
  });
});
