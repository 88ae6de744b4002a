import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { KpiRecord } from '../../lambdas/kpis/record.ts';
import { dimensions } from '../../lambdas/settings/dimensions.ts';
import { type MeasuredDrop, type MeasuredWorld, withMeasuredDrop } from '../measured_world.ts';
import { worldToDrop } from '../naive/drop.ts';
import type { NaiveRecord } from '../naive/kpis.ts';
import type { NaiveOptions } from '../naive/options.ts';
import type { World } from '../naive/world.ts';

/** Runs a world of plain rows through the real pipeline, from files on. */
export async function withMeasuredWorld<T>(
  world: World,
  options: NaiveOptions,
  check: (measured: MeasuredWorld) => T | Promise<T>,
  more: Partial<MeasuredDrop> = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'cs-pulse-drop-'));
  try {
    for (const [name, text] of Object.entries(worldToDrop(world))) {
      writeFileSync(join(folder, name), text);
    }
    const settings = { reporting_currency: options.reportingCurrency, time_zone: options.timeZone };
    const drop = { folder, edition: options.edition, period: options.label, settings, periods: 1 };
    return await withMeasuredDrop({ ...drop, ...more }, check);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Segment = KpiRecord['segment'];

export function recordFor(
  records: readonly KpiRecord[],
  {
    kpi,
    window,
    segment,
    period,
  }: { kpi: string; window: string; segment: Segment; period: string },
): KpiRecord | undefined {
  return records.find(
    (record) =>
      record.kpi === kpi &&
      record.window === window &&
      record.period === period &&
      record.segment?.dimension === segment?.dimension &&
      record.segment?.value === segment?.value,
  );
}

/** Where ours differs from the naive calculation, in words; empty when they agree. */
export function differences(
  measured: Pick<MeasuredWorld, 'records' | 'period'>,
  naive: readonly NaiveRecord[],
  as: Segment = null,
): readonly string[] {
  return naive.flatMap((theirs) => {
    const { kpi, window } = theirs;
    const segment = theirs.segment ?? as;
    const place = { kpi, window, segment, period: measured.period.label };
    const ours = recordFor(measured.records, place);
    const name = `${kpi} ${window} ${segment ? `${segment.dimension}=${segment.value}` : ''}`;
    if (!ours) return theirs.status === 'measured' ? [`${name}: not recorded`] : [];
    if (theirs.status !== 'measured' || ours.status !== 'measured') {
      const agree = theirs.status === ours.status || bothUnmeasured(ours, theirs);
      return agree ? [] : [`${name}: ours ${ours.status} (${ours.reason}), naive ${theirs.status}`];
    }
    return numbers(ours, theirs).flatMap(([field, is, should]) =>
      close(is, should) ? [] : [`${name}: ${field} is ${is}, naively ${should}`],
    );
  });
}

/** A survey type never asked, or events that name nobody, have no source to us and no members to the other. */
function bothUnmeasured(ours: KpiRecord, theirs: NaiveRecord): boolean {
  return ours.status === 'no_data_source' && theirs.status === 'not_measurable';
}

type Pair = readonly [string, number | null | undefined, number | null | undefined];

function numbers(ours: KpiRecord, theirs: NaiveRecord): readonly Pair[] {
  return [
    ['value', ours.value, theirs.value],
    ...optional('mean', ours.mean, theirs.mean),
    ...optional('p90', ours.p90, theirs.p90),
    ...optional('left out', ours.left_out, theirs.leftOut),
    ...optional('pending', ours.pending, theirs.pending),
    ...optional('amount', ours.amount, theirs.amount),
  ];
}

function optional(name: string, ours: number | undefined, theirs: number | null | undefined) {
  return theirs === undefined || theirs === null ? [] : [[name, ours, theirs] as const];
}

export function close(a: number | null | undefined, b: number | null | undefined): boolean {
  if (a === null || b === null || a === undefined || b === undefined) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Identities that hold in every world; each failure in words. */
export function brokenIdentities(records: readonly KpiRecord[]): readonly string[] {
  const groups = new Map<string, KpiRecord[]>();
  for (const record of records) {
    const place = JSON.stringify([record.period, record.window, record.segment]);
    groups.set(place, [...(groups.get(place) ?? []), record]);
  }
  return [...groups.entries()].flatMap(([place, group]) => {
    const value = (kpi: string) => group.find((r) => r.kpi === kpi)?.value ?? null;
    const both = (a: string, b: string, holds: (a: number, b: number) => boolean, says: string) => {
      const [x, y] = [value(a), value(b)];
      return x === null || y === null || holds(x, y) ? [] : [`${place}: ${says} (${x}, ${y})`];
    };
    return [
      ...both(
        'gross_revenue_retention',
        'gross_revenue_retention',
        (x) => x <= 100 + 1e-9,
        'GRR is above 100',
      ),
      ...both(
        'gross_revenue_retention',
        'net_revenue_retention',
        (x, y) => x <= y + 1e-9,
        'GRR is above NRR',
      ),
      ...both(
        'customer_churn_rate',
        'customer_retention_rate',
        (x, y) => close(x + y, 100),
        'churn and retention are not 100',
      ),
      ...both(
        'gross_revenue_churn_rate',
        'gross_revenue_retention',
        (x, y) => close(x + y, 100),
        'gross churn and GRR are not 100',
      ),
      ...both(
        'net_revenue_churn',
        'net_revenue_retention',
        (x, y) => close(x + y, 100),
        'net churn and NRR are not 100',
      ),
      ...both(
        'involuntary_churn_rate',
        'customer_churn_rate',
        (x, y) => x <= y + 1e-9,
        'involuntary churn is above churn',
      ),
    ];
  });
}

/** Days are within weeks within months: DAU ≤ WAU holds where the period is those seven days. */
export function brokenUse({
  records,
  period,
}: Pick<MeasuredWorld, 'records' | 'period'>): readonly string[] {
  const own = records.filter((record) => record.period === period.label && record.value !== null);
  return own
    .filter(({ kpi }) => kpi === 'wau')
    .flatMap((wau) => {
      const same = (kpi: string) =>
        own.find((r) => r.kpi === kpi && JSON.stringify(r.segment) === JSON.stringify(wau.segment))
          ?.value ?? 0;
      const week = wau.value ?? 0;
      const holds = week <= same('mau') && (period.edition !== 'weekly' || same('dau') <= week);
      return holds
        ? []
        : [`${JSON.stringify(wau.segment)}: ${same('dau')}, ${week}, ${same('mau')}`];
    });
}

/** KPIs whose segments add up to the total. */
const additive = [
  'mrr',
  'arr',
  'new_mrr',
  'expansion_revenue',
  'contraction_mrr',
  'churned_mrr',
  'reactivation_mrr',
  'net_new_mrr',
  'scheduled_churn_mrr',
  'customers',
  'support_ticket_volume',
  'open_escalations',
  'at_risk_customers',
];

const isDimension = (name: string) => dimensions.some((dimension) => dimension === name);

/** Dimensions whose segments do not add up to the total, in words. */
export function brokenSums(records: readonly KpiRecord[]): readonly string[] {
  const total = records.filter(
    (r) => r.segment === null && additive.includes(r.kpi) && r.value !== null,
  );
  const sums = new Map<string, number>();
  for (const { kpi, period, window, segment, value } of records) {
    if (!segment || !isDimension(segment.dimension)) continue;
    const key = `${kpi} ${period} ${window} ${segment.dimension}`;
    sums.set(key, (sums.get(key) ?? 0) + (value ?? 0));
  }
  return total.flatMap((record) =>
    dimensions.flatMap((dimension) => {
      const key = `${record.kpi} ${record.period} ${record.window} ${dimension}`;
      const sum = sums.get(key);
      return sum === undefined || close(sum, record.value)
        ? []
        : [`${key}: ${sum} is not ${record.value}`];
    }),
  );
}

export function expectNone(problems: readonly string[]): void {
  expect(problems.slice(0, 12)).toEqual([]);
}
