import { prepare, survivingAccounts } from './accounts.ts';
import {
  compare,
  decimal,
  type Fraction,
  fraction,
  larger,
  minus,
  over,
  plus,
  smaller,
  sum,
  times,
  toNumber,
  zero,
} from './fraction.ts';
import { ratesOf, total } from './money.ts';
import { definitionsOf, type NaiveOptions } from './options.ts';
import { amount, type NaiveRecord, noSource, notMeasurable, ratio } from './record.ts';
import {
  type ScoreName,
  scorecards,
  scoreNames,
  signalTables,
  type Weighting,
} from './scorecards.ts';
import { type Signals, signalsOf } from './signals.ts';
import { itemsOf, standingAt } from './spans.ts';
import { has, known, must, type World } from './world.ts';

export interface NaiveScore {
  /** 0–100; null when less than half of the weight was there. */
  readonly value: number | null;
  readonly exact: Fraction | null;
  /** Share of the weight that was there, 0–1. */
  readonly present: number;
  /** Value and points of the signals that were there. */
  readonly signals: Readonly<Record<string, { readonly value: number; readonly points: number }>>;
}

export interface NaiveScores {
  readonly account_id: string;
  readonly scores: Readonly<Record<ScoreName, NaiveScore>>;
}

export type ScoreOptions = Pick<NaiveOptions, 'end' | 'timeZone' | 'definitions' | 'accountIds'>;

const hundred = fraction(100);

/** Points of a value: linear between the bounds, clamped. */
function points(value: Fraction, bounds: Weighting): Fraction {
  const [from, to] = [decimal(bounds.zero), decimal(bounds.hundred)];
  const linear = times(hundred, over(minus(value, from), minus(to, from)));
  return smaller(larger(linear, zero), hundred);
}

function score(weightings: readonly Weighting[], signals: Signals): NaiveScore {
  const readings = weightings.flatMap((weighting) => {
    const value = signals[weighting.signal] ?? null;
    return value === null ? [] : [{ weighting, value, points: points(value, weighting) }];
  });
  const all = sum(weightings.map(({ weight }) => fraction(weight)));
  const there = sum(readings.map(({ weighting }) => fraction(weighting.weight)));
  const present = over(there, all);
  const isEnough = compare(present, fraction(1, 2)) >= 0;
  const weighed = readings.map((one) => times(fraction(one.weighting.weight), one.points));
  const exact = isEnough ? over(sum(weighed), there) : null;
  return {
    value: exact === null ? null : toNumber(exact),
    exact,
    present: toNumber(present),
    signals: Object.fromEntries(
      readings.map((one) => [
        one.weighting.signal,
        { value: toNumber(one.value), points: toNumber(one.points) },
      ]),
    ),
  };
}

function isThere(world: World, signal: string): boolean {
  return known(signalTables[signal]).some((tables) => has(world, ...tables));
}

/** The scores of every account that was not merged away, at the start of the day `end`. */
export function naiveScores(world: World, options: ScoreOptions): readonly NaiveScores[] {
  const { end, timeZone, accountIds } = options;
  const everything = prepare(world, { timeZone });
  const items = itemsOf(everything, definitionsOf(options).pastDueDays);
  const scored: NaiveScores[] = [];
  for (const row of survivingAccounts(world)) {
    const account = must(row, 'account_id');
    if (accountIds && !accountIds.has(account)) continue;
    const signals = Object.fromEntries(
      Object.entries(signalsOf(everything, items, account, { end, timeZone })).map(
        ([signal, value]) => [signal, isThere(world, signal) ? value : null],
      ),
    );
    const health = score(scorecards.customer_health_score, signals);
    scored.push({
      account_id: account,
      scores: {
        customer_health_score: health,
        churn_risk_score: score(scorecards.churn_risk_score, signals),
        expansion_opportunity_score: score(scorecards.expansion_opportunity_score, {
          ...signals,
          health: health.exact,
        }),
      },
    });
  }
  return scored;
}

/** No table of any signal of its own is there. */
function hasNoSource(world: World, name: ScoreName): boolean {
  const own = scorecards[name].filter(({ signal }) => signal !== 'health');
  const others = name === 'expansion_opportunity_score' ? scorecards.customer_health_score : [];
  return ![...own, ...others].some(({ signal }) => isThere(world, signal));
}

/** Means over the customers at closing that have a score, and the customers at risk. */
export function scoreKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  if (!has(world, 'subscription_periods')) {
    return [...scoreNames, 'at_risk_customers'].map((kpi) => noSource({ kpi }));
  }
  const { end, reportingCurrency } = options;
  const { pastDueDays, rateMaxAgeDays, redBelow, atRiskFrom } = definitionsOf(options);
  const prepared = prepare(world, options);
  const closing = standingAt(itemsOf(prepared, pastDueDays), end);
  const customers = naiveScores(world, options).filter(
    ({ account_id }) => closing.get(account_id)?.isPaying,
  );
  const records: NaiveRecord[] = [];
  for (const name of scoreNames) {
    const given = customers.map(({ scores }) => scores[name].exact).filter((one) => one !== null);
    records.push(
      hasNoSource(world, name)
        ? noSource({ kpi: name })
        : ratio({ kpi: name }, given.reduce(plus, zero), given.length),
    );
  }
  const judged = customers.filter(
    ({ scores }) => scores.customer_health_score.exact ?? scores.churn_risk_score.exact,
  );
  const atRisk = judged.filter(({ scores }) => {
    const [health, risk] = [scores.customer_health_score.exact, scores.churn_risk_score.exact];
    const isRed = health !== null && compare(health, decimal(redBelow)) < 0;
    return isRed || (risk !== null && compare(risk, decimal(atRiskFrom)) >= 0);
  });
  const rates = ratesOf(prepared, end, reportingCurrency, rateMaxAgeDays);
  const atStake = total(
    atRisk.flatMap(({ account_id }) =>
      [...(closing.get(account_id)?.mrr ?? [])].map(([currency, micros]) => ({
        currency,
        micros,
      })),
    ),
    rates,
  );
  const name = { kpi: 'at_risk_customers' };
  records.push(
    judged.length === 0
      ? notMeasurable(name)
      : { ...amount(name, atRisk.length), amount: atStake && toNumber(atStake) },
  );
  return records;
}
