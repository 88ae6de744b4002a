import { type Fraction, fraction, minus, plus, times } from './fraction.ts';
import { type Money, type Rates, ratesOf, total } from './money.ts';
import { least, type Movement, movementsOf } from './movements.ts';
import { type Days, definitionsOf, type NaiveOptions } from './options.ts';
import {
  amount,
  type NaiveRecord,
  noSource,
  notMeasurable,
  percent,
  ratio,
  type Window,
} from './record.ts';
import {
  countsOn,
  type Item,
  itemsOf,
  lostAtEnd,
  type Past,
  pastOf,
  spanOn,
  standingAt,
} from './spans.ts';
import { addMonths, dayNumber } from './time.ts';
import { has, type World } from './world.ts';

type Line = Exclude<keyof Movement, 'account' | 'currency'>;

/** The sum of one line of the movements in the reporting currency. */
function line(movements: readonly Movement[], name: Line, rates: Rates): Fraction | null {
  return total(
    movements.map((movement) => ({ currency: movement.currency, micros: movement[name] })),
    rates,
  );
}

function added(...parts: readonly (Fraction | null)[]): Fraction | null {
  let result = fraction(0);
  for (const part of parts) {
    if (part === null) return null;
    result = plus(result, part);
  }
  return result;
}

const negative = (part: Fraction | null): Fraction | null =>
  part === null ? null : times(part, fraction(-1));

const twelve = (part: Fraction | null): Fraction | null =>
  part === null ? null : times(part, fraction(12));

/** Retention of revenue over a window that ends with the period. */
function retention(
  movements: readonly Movement[],
  rates: Rates,
  window: Window,
): readonly NaiveRecord[] {
  const opening = line(movements, 'opening', rates);
  const net = added(
    opening,
    line(movements, 'expansion', rates),
    negative(line(movements, 'contraction', rates)),
    negative(line(movements, 'pause', rates)),
    negative(line(movements, 'churn', rates)),
  );
  const kept: Money[] = movements.map(({ currency, opening, closing }) => ({
    currency,
    micros: least(opening, closing),
  }));
  const gross = total(kept, rates);
  return [
    percent({ kpi: 'net_revenue_retention', window }, net, opening),
    percent({ kpi: 'gross_revenue_retention', window }, gross, opening),
    percent({ kpi: 'net_revenue_churn', window }, added(opening, negative(net)), opening),
    percent({ kpi: 'gross_revenue_churn_rate', window }, added(opening, negative(gross)), opening),
  ];
}

/** MRR of counting spans whose end is set inside the next period. */
function scheduledChurn(items: readonly Item[], end: string, nextEnd: string): readonly Money[] {
  const lastDay = dayNumber(end) - 1;
  const losses: Money[] = [];
  for (const item of items) {
    const span = spanOn(item, lastDay);
    if (span === null || !countsOn(item, lastDay) || span.endsOn === null) continue;
    if (span.endsOn < dayNumber(end) || span.endsOn >= dayNumber(nextEnd)) continue;
    losses.push({ currency: span.currency, micros: lostAtEnd(item, span) });
  }
  return losses;
}

function closingMrr(items: readonly Item[], end: string, rates: Rates): Fraction | null {
  const amounts: Money[] = [];
  for (const standing of standingAt(items, end).values()) {
    for (const [currency, micros] of standing.mrr) amounts.push({ currency, micros });
  }
  return total(amounts, rates);
}

function growth(name: string, now: Fraction | null, then: Fraction | null): NaiveRecord {
  return percent({ kpi: name }, now && then ? minus(now, then) : null, then);
}

const periodOnly = [
  'mrr',
  'arr',
  'new_mrr',
  'expansion_revenue',
  'contraction_mrr',
  'churned_mrr',
  'reactivation_mrr',
  'net_new_mrr',
  'mrr_growth_rate',
  'quick_ratio',
  'arpa',
  'expansion_revenue_rate',
  'expansion_revenue_growth_rate',
  'expansion_arr',
  'yoy_growth',
  'scheduled_churn_mrr',
];
const retentions = [
  'net_revenue_retention',
  'gross_revenue_retention',
  'net_revenue_churn',
  'gross_revenue_churn_rate',
];

/** `world` is prepared. */
export function revenueKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  if (!has(world, 'subscription_periods')) {
    return [
      ...periodOnly.map((kpi) => noSource({ kpi })),
      ...retentions.flatMap((kpi) => [
        noSource({ kpi }),
        noSource({ kpi, window: 'trailing_12_months' }),
      ]),
    ];
  }
  const { pastDueDays, rateMaxAgeDays } = definitionsOf(options);
  const { start, end, previous, lastYear, next, reportingCurrency } = options;
  const items = itemsOf(world, pastDueDays);
  const past: readonly Past[] = pastOf(items, end);
  const rates = ratesOf(world, end, reportingCurrency, rateMaxAgeDays);
  const ratesThen = (days: Days) => ratesOf(world, days.end, reportingCurrency, rateMaxAgeDays);

  const movements = movementsOf(items, past, { start, end });
  const opening = line(movements, 'opening', rates);
  const closing = line(movements, 'closing', rates);
  const isNew = line(movements, 'new', rates);
  const reactivation = line(movements, 'reactivation', rates);
  const expansion = line(movements, 'expansion', rates);
  const contraction = line(movements, 'contraction', rates);
  const churn = line(movements, 'churn', rates);
  const customers = [...standingAt(items, end).values()].filter((one) => one.isPaying).length;
  const expansionBefore = line(
    movementsOf(items, past, previous),
    'expansion',
    ratesThen(previous),
  );
  const trailing = { start: addMonths(end, -12), end };

  return [
    amount({ kpi: 'mrr' }, closing),
    amount({ kpi: 'arr' }, twelve(closing)),
    amount({ kpi: 'new_mrr' }, isNew),
    amount({ kpi: 'expansion_revenue' }, expansion),
    amount({ kpi: 'contraction_mrr' }, contraction),
    amount({ kpi: 'churned_mrr' }, churn),
    amount({ kpi: 'reactivation_mrr' }, reactivation),
    amount({ kpi: 'net_new_mrr' }, added(closing, negative(opening))),
    growth('mrr_growth_rate', closing, opening),
    ratio({ kpi: 'quick_ratio' }, added(isNew, reactivation, expansion), added(contraction, churn)),
    ratio({ kpi: 'arpa' }, closing, customers),
    percent({ kpi: 'expansion_revenue_rate' }, expansion, closing),
    growth('expansion_revenue_growth_rate', expansion, expansionBefore),
    amount({ kpi: 'expansion_arr' }, twelve(expansion)),
    lastYear === null
      ? notMeasurable({ kpi: 'yoy_growth' })
      : growth('yoy_growth', closing, closingMrr(items, lastYear.end, ratesThen(lastYear))),
    amount({ kpi: 'scheduled_churn_mrr' }, total(scheduledChurn(items, end, next.end), rates)),
    ...retention(movements, rates, 'period'),
    ...retention(movementsOf(items, past, trailing), rates, 'trailing_12_months'),
  ];
}
