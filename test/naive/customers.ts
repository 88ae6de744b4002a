import { compare, type Fraction, fraction, over, sum, zero } from './fraction.ts';
import { type Rates, ratesOf, total } from './money.ts';
import { baseOf } from './movements.ts';
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
  type Item,
  itemsOf,
  type Past,
  pastOf,
  type Standing,
  standingAt,
  standingOf,
} from './spans.ts';
import { addMonths, dateOf, monthStart } from './time.ts';
import { has, type World } from './world.ts';

function churn(
  items: readonly Item[],
  past: readonly Past[],
  days: Days,
  window: Window,
): readonly NaiveRecord[] {
  const { opening, lost, involuntary } = baseOf(items, past, days);
  const base = opening.length;
  return [
    percent({ kpi: 'customer_churn_rate', window }, lost.length, base),
    percent({ kpi: 'customer_retention_rate', window }, base - lost.length, base),
    percent({ kpi: 'involuntary_churn_rate', window }, involuntary.length, base),
  ];
}

/** MRR less than before in total; null when currencies cannot be compared. */
function isLess(is: Standing, was: Standing, rates: Rates): boolean | null {
  const amounts = ({ mrr }: Standing) =>
    [...mrr].map(([currency, micros]) => ({ currency, micros }));
  const paid = [...amounts(is), ...amounts(was)].filter(({ micros }) => micros > 0n);
  const [first] = paid;
  if (first && paid.every(({ currency }) => currency === first.currency)) {
    return (is.mrr.get(first.currency) ?? 0n) < (was.mrr.get(first.currency) ?? 0n);
  }
  const [now, then] = [total(amounts(is), rates), total(amounts(was), rates)];
  return now === null || then === null ? null : compare(now, then) < 0;
}

/** Customers at opening that still pay at closing, but less. */
function downgrades(items: readonly Item[], { start, end }: Days, rates: Rates): NaiveRecord {
  const name = { kpi: 'customer_downgrade_rate' };
  const [before, after] = [standingAt(items, start), standingAt(items, end)];
  const customers = [...before.keys()].filter((account) => standingOf(before, account).isPaying);
  let downgraded = 0;
  for (const account of customers) {
    const [was, is] = [standingOf(before, account), standingOf(after, account)];
    if (!is.isPaying) continue;
    const less = isLess(is, was, rates);
    if (less === null) return notMeasurable(name);
    if (less) downgraded += 1;
  }
  return percent(name, downgraded, customers.length);
}

const daysPerMonth = fraction(304375, 10000);

/** Mean months from the first payment to the last loss, of customers lost at the end. */
function lifespan(items: readonly Item[], past: readonly Past[], end: string): NaiveRecord {
  const after = standingAt(items, end);
  const months: Fraction[] = [];
  for (const { account, firstPaidOn, lostOn } of past) {
    if (firstPaidOn === null || lostOn === null || standingOf(after, account).isBase) continue;
    months.push(over(fraction(lostOn - firstPaidOn), daysPerMonth));
  }
  const name = { kpi: 'average_customer_lifespan', window: 'to_date' } as const;
  return ratio(name, months.length === 0 ? zero : sum(months), months.length);
}

/** For each month of first payment and each month that has closed since: the share still paying or paused. */
function cohorts(
  items: readonly Item[],
  past: readonly Past[],
  end: string,
): readonly NaiveRecord[] {
  const records: NaiveRecord[] = [];
  const monthOf = (one: Past) =>
    one.firstPaidOn === null ? null : monthStart(dateOf(one.firstPaidOn));
  const months = new Set(past.map(monthOf).filter((month) => month !== null));
  for (const month of [...months].sort()) {
    const members = past.filter((one) => monthOf(one) === month);
    for (let n = 0; addMonths(month, n + 1) <= end; n += 1) {
      const closing = standingAt(items, addMonths(month, n + 1));
      const still = members.filter(({ account }) => standingOf(closing, account).isBase);
      const segment = { dimension: 'cohort', value: `${month.slice(0, 7)}+${n}` };
      const name = { kpi: 'cohort_retention', window: 'to_date', segment } as const;
      records.push(percent(name, still.length, members.length));
    }
  }
  return records;
}

/** `world` is prepared. */
export function customerKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  if (!has(world, 'subscription_periods')) {
    return [
      ...['customer_churn_rate', 'customer_retention_rate', 'involuntary_churn_rate'].flatMap(
        (kpi) => [noSource({ kpi }), noSource({ kpi, window: 'trailing_12_months' })],
      ),
      noSource({ kpi: 'customers' }),
      noSource({ kpi: 'customer_downgrade_rate' }),
      noSource({ kpi: 'average_customer_lifespan', window: 'to_date' }),
      noSource({ kpi: 'cohort_retention', window: 'to_date' }),
    ];
  }
  const { pastDueDays, rateMaxAgeDays } = definitionsOf(options);
  const { start, end, reportingCurrency } = options;
  const items = itemsOf(world, pastDueDays);
  const past = pastOf(items, end);
  const rates = ratesOf(world, end, reportingCurrency, rateMaxAgeDays);
  const paying = [...standingAt(items, end).values()].filter((one) => one.isPaying);
  return [
    amount({ kpi: 'customers' }, paying.length),
    ...churn(items, past, { start, end }, 'period'),
    ...churn(items, past, { start: addMonths(end, -12), end }, 'trailing_12_months'),
    downgrades(items, { start, end }, rates),
    lifespan(items, past, end),
    ...cohorts(items, past, end),
  ];
}
