import { recordsOf } from '../../kpis/by_kpi.ts';
import type { KpiRecord } from '../../kpis/record.ts';
import type { KpiCondition } from '../../settings/playbooks.ts';
import { type Context, figureOf } from '../context.ts';
import type { Figure } from '../model.ts';
import type { Period } from '../periods.ts';
import type { Reference } from '../references.ts';
import { aimOf, isAmount } from '../sections/tiles.ts';
import { isUnusual, steps } from '../unusual.ts';
import { compares } from './account_asks.ts';

/** A condition with everything that it looks at. */
export interface Judged {
  readonly condition: KpiCondition;
  readonly reference: Reference;
  /** At the cut-off, and at the one before; null where not measured, or too few to judge. */
  readonly value: Figure | null;
  readonly before: Figure | null;
  /** The rule's own value, or the target; null where the condition has neither. */
  readonly limit: number | null;
  /** Up to the cut-off, oldest first. */
  readonly trend: readonly (number | null)[];
}

/** What a condition looks at for a segment, `back` periods before the report's own. */
export function judge(
  condition: KpiCondition,
  reference: Reference,
  segment: KpiRecord['segment'],
  context: Context,
  back: number,
): Judged {
  const periods = context.trend.slice(0, context.trend.length - back);
  const recordOf = finder(reference, segment, context);
  const figures = periods.map((period) => judgedFigure(recordOf(period)));
  const [value, before] = [figures.at(-1) ?? null, figures.at(-2) ?? null];
  const isPart = segment !== null && value !== null && isAmount(value);
  // A target of the whole company for an amount or a count says nothing of a part of it.
  const target = isPart ? null : aimOf(reference, context);
  return {
    condition,
    reference,
    value,
    before,
    limit: condition.is === 'unusually_worse' ? null : (condition.value ?? target),
    trend: figures.map((figure) => figure?.value ?? null),
  };
}

/** Whether the condition holds; what is unknown never does. */
export function fires({ condition, reference, value, ...more }: Judged, context: Context): boolean {
  const { limit, before, trend } = more;
  const { direction, range } = reference.kpi;
  if (value === null) return false;
  if (condition.is === 'unusually_worse') {
    const { unusual_from_z } = context.settings.definitions;
    return isUnusual(trend, range, unusual_from_z) === true && worseThanMost(trend, reference);
  }
  if (limit === null) return false;
  if (condition.is !== 'worse_by') return compares(value.value, condition.is, limit);
  if (before === null || direction === 'neutral') return false;
  return (
    (direction === 'higher' ? before.value - value.value : value.value - before.value) >= limit
  );
}

/** Out of the usual range on the wrong side: for what grows, the last step against the steps before. */
function worseThanMost(trend: readonly (number | null)[], { kpi }: Reference): boolean {
  const compared = kpi.range === 'level' ? trend : steps(trend);
  const latest = compared.at(-1) ?? null;
  const earlier = compared.slice(0, -1).filter((value) => value !== null);
  if (latest === null || kpi.direction === 'neutral') return false;
  const better = earlier.filter((value) =>
    kpi.direction === 'higher' ? value > latest : value < latest,
  );
  return better.length > earlier.length / 2;
}

function judgedFigure(record: KpiRecord | null): Figure | null {
  return record?.judged === false ? null : figureOf(record);
}

function finder({ kpi, window }: Reference, segment: KpiRecord['segment'], context: Context) {
  if (segment === null) return (period: Period) => context.record(kpi.id, window, period);
  const own = recordsOf(kpi.id, context.records).filter(
    (record) =>
      record.window === window &&
      record.segment?.dimension === segment.dimension &&
      record.segment.value === segment.value,
  );
  return ({ label }: Period) => own.find(({ period }) => period === label) ?? null;
}
