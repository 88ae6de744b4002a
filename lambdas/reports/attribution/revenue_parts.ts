import { recordsOf } from '../../kpis/by_kpi.ts';
import type { Context } from '../context.ts';
import type { Period } from '../periods.ts';
import { reading } from '../references.ts';
import { type MovementKind, movementNames } from '../words/movements.ts';
import type { Change, Decomposition } from './decomposition.ts';
import { type Effect, sumEffects } from './effects.ts';

/** KPI that holds each movement of recurring revenue. */
const kpiOf: Readonly<Record<MovementKind, string>> = {
  new: 'new_mrr',
  reactivation: 'reactivation_mrr',
  resume: 'resumed_mrr',
  expansion: 'expansion_revenue',
  contraction: 'contraction_mrr',
  pause: 'paused_mrr',
  churn: 'churned_mrr',
};
const kinds: readonly MovementKind[] = [
  'new',
  'reactivation',
  'resume',
  'expansion',
  'contraction',
  'pause',
  'churn',
];

/** Months that one unit of the KPI holds, for those that recurring revenue moves. */
const stocks: ReadonlyMap<string, number> = new Map([
  ['mrr', 1],
  ['arr', 12],
]);

/** Recurring revenue by the movements that made it, net new MRR by those that differ from the period before. */
export function byMovements(change: Change, context: Context): Decomposition[] {
  const months = stocks.get(change.now.kpi);
  if (months !== undefined) {
    const exchange = {
      name: 'exchange',
      effect: months * amountOf('exchange_mrr', context.period, context),
    };
    const moved = kinds.map((kind) => ({
      name: kind,
      effect: months * signed(kind, context.period, context),
    }));
    return [{ dimension: 'movement', effects: [...moved, exchange].map(flowEffect) }];
  }
  if (change.now.kpi !== 'net_new_mrr') return [];
  const parts = kinds.map((kind) => ({
    name: kind,
    before: signed(kind, context.before, context),
    now: signed(kind, context.period, context),
  }));
  return [{ dimension: 'movement', effects: sumEffects(parts) }];
}

/** A movement is all change: it has no value before of its own, and no size in the base. */
function flowEffect({ name, effect }: Pick<Effect, 'name' | 'effect'>): Effect {
  return { name, effect, size: 1 / (kinds.length + 1), before: null, now: null, split: null };
}

function signed(kind: MovementKind, period: Period, context: Context): number {
  const size = amountOf(kpiOf[kind], period, context);
  return movementNames[kind].gain ? size : -size;
}

function amountOf(kpi: string, period: Period, context: Context): number {
  return reading(context, kpi, { period })?.value ?? 0;
}

/** How the table of end reasons tells a KPI: as a part of what, and with which sign. */
const lossesOf: ReadonlyMap<string, { of: 'amount' | 'numerator'; sign: 1 | -1 }> = new Map([
  ['churned_mrr', { of: 'amount', sign: 1 }],
  ['customer_churn_rate', { of: 'numerator', sign: 1 }],
  ['customer_retention_rate', { of: 'numerator', sign: -1 }],
]);

/** Losses by the reason on record, which is known for the whole company and for the period alone. */
export function byReasons(change: Change, context: Context): Decomposition[] {
  const rule = lossesOf.get(change.now.kpi);
  if (rule === undefined || context.scope !== null || change.now.window !== 'period') return [];
  const found = new Map<string, { before: number; now: number }>();
  for (const record of recordsOf('exit_reason_frequency', context.records)) {
    const { segment, period } = record;
    if (segment?.dimension !== 'reason') continue;
    const time = period === change.now.period ? 'now' : 'before';
    if (time === 'before' && period !== change.before.period) continue;
    const whole = rule.of === 'amount' ? 1 : (change[time].denominator ?? 0) / 100;
    const part = (rule.sign * (record[rule.of] ?? 0)) / whole;
    found.set(segment.value, {
      ...(found.get(segment.value) ?? { before: 0, now: 0 }),
      [time]: part,
    });
  }
  const parts = [...found].map(([name, both]) => ({ name, ...both }));
  return [{ dimension: 'reason', effects: sumEffects(parts) }];
}
