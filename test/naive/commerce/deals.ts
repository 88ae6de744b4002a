import { compare, type Fraction, fraction, larger, minus, over, times, zero } from '../fraction.ts';
import { total } from '../money.ts';
import type { NaiveOptions } from '../options.ts';
import { amount, type NaiveRecord, notMeasurable, percent, ratio } from '../record.ts';
import { inside, instant, type Span } from '../time.ts';
import { isTrue, type Row, rowsOf, text, type World } from '../world.ts';
import { minorOf, moneyOf } from './invoices.ts';
import { ratesOfPeriod } from './standings.ts';
import { ifThere, periodOf } from './within.ts';

export const isClosedIn = (deal: Row, period: Span): boolean =>
  inside(instant(deal, 'closed_at'), period);

/** Created before an instant, and not closed before it. */
export function isOpenAt(deal: Row, at: number): boolean {
  const [createdAt, closedAt] = [instant(deal, 'created_at'), instant(deal, 'closed_at')];
  return createdAt !== null && createdAt < at && (closedAt === null || closedAt >= at);
}

/** Won deals as a share of some that closed. */
export function winRate(kpi: string, closed: readonly Row[]): NaiveRecord {
  const won = closed.filter((deal) => isTrue(deal, 'is_won'));
  return percent({ kpi }, won.length, closed.length);
}

/** What stood in a deal before an instant; null when nothing was recorded by then. */
function asOf(world: World, deal: Row, at: number): Row | null {
  const earlier = rowsOf(world, 'opportunity_history')
    .filter((row) => row.opportunity_id === deal.opportunity_id)
    .filter((row) => (instant(row, 'changed_at') ?? at) < at)
    .sort((a, b) => (instant(a, 'changed_at') ?? 0) - (instant(b, 'changed_at') ?? 0));
  return earlier.at(-1) ?? null;
}

function isExpectedIn(change: Row, { start, end }: NaiveOptions): boolean {
  const closesOn = text(change, 'expected_close_on');
  const isForecast = text(change, 'forecast_category') !== 'omitted';
  return isForecast && closesOn !== null && closesOn >= start && closesOn < end;
}

/** The sum that was forecast when the period began for deals that were open then. */
function forecastOf(world: World, options: NaiveOptions, deals: readonly Row[]): Fraction | null {
  const { from } = periodOf(options);
  const amounts = deals.flatMap((deal) => {
    const change = isOpenAt(deal, from) ? asOf(world, deal, from) : null;
    if (change === null || !isExpectedIn(change, options)) return [];
    return [moneyOf(deal, minorOf(change, 'amount_minor'))];
  });
  return total(amounts, ratesOfPeriod(world, options));
}

function actualOf(world: World, options: NaiveOptions, deals: readonly Row[]): Fraction | null {
  const won = deals.filter((deal) => isTrue(deal, 'is_won') && isClosedIn(deal, periodOf(options)));
  return total(
    won.map((deal) => moneyOf(deal, minorOf(deal, 'amount_minor'))),
    ratesOfPeriod(world, options),
  );
}

const fromCustomers = ['renewal', 'upsell', 'cross_sell'];

function accuracy(world: World, options: NaiveOptions): NaiveRecord {
  const name = { kpi: 'forecasting_accuracy' };
  const deals = rowsOf(world, 'opportunities').filter((deal) =>
    fromCustomers.includes(text(deal, 'type') ?? ''),
  );
  const forecast = forecastOf(world, options, deals);
  const actual = actualOf(world, options, deals);
  if (forecast === null || actual === null || compare(actual, zero) === 0) {
    return notMeasurable(name);
  }
  const miss = larger(minus(actual, forecast), minus(forecast, actual));
  const hit = minus(fraction(1), over(miss, actual));
  return amount(name, larger(zero, times(fraction(100), hit)));
}

/** What the plans that were met in the period brought, for what they cost. */
function returnOnPlans(world: World, options: NaiveOptions): NaiveRecord {
  const period = periodOf(options);
  const plans = rowsOf(world, 'success_plans').filter(
    (plan) =>
      inside(instant(plan, 'achieved_at'), period) &&
      text(plan, 'benefit_minor') !== null &&
      text(plan, 'cost_minor') !== null,
  );
  const sumOf = (column: string) =>
    total(
      plans.map((plan) => moneyOf(plan, minorOf(plan, column))),
      ratesOfPeriod(world, options),
    );
  return ratio({ kpi: 'customer_roi' }, sumOf('benefit_minor'), sumOf('cost_minor'));
}

/** `world` is prepared. */
export function dealKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const period = periodOf(options);
  const histories = ['opportunities', 'opportunity_history'];
  return [
    ...ifThere(world, ['opportunities'], [{ kpi: 'win_rate' }], () => [
      winRate(
        'win_rate',
        rowsOf(world, 'opportunities').filter((deal) => isClosedIn(deal, period)),
      ),
    ]),
    ...ifThere(world, histories, [{ kpi: 'forecasting_accuracy' }], () => [
      accuracy(world, options),
    ]),
    ...ifThere(world, ['success_plans'], [{ kpi: 'customer_roi' }], () => [
      returnOnPlans(world, options),
    ]),
  ];
}
