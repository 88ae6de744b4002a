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
import { definitionsOf, type NaiveOptions } from './options.ts';
import { type NaiveRecord, noSource, ratio } from './record.ts';
import {
  type ScoreName,
  scorecards,
  scoreNames,
  signalTables,
  type Weighting,
} from './scorecards.ts';
import type { Signals } from './signals/at.ts';
import { attributed } from './signals/attribution.ts';
import { signalsOf } from './signals.ts';
import { itemsOf, pastOf, standingAt } from './spans.ts';
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

/** Health first: other scores look at it. */
function scoresFrom(signals: Signals): NaiveScores['scores'] {
  const health = score(scorecards.customer_health_score, signals);
  const withHealth = { ...signals, health: health.exact };
  const of = (name: ScoreName) => score(scorecards[name], withHealth);
  return {
    customer_health_score: health,
    churn_risk_score: of('churn_risk_score'),
    customer_engagement_score: of('customer_engagement_score'),
    expansion_opportunity_score: of('expansion_opportunity_score'),
    expansion_readiness_index: of('expansion_readiness_index'),
    referral_readiness_score: of('referral_readiness_score'),
    relationship_depth_score: of('relationship_depth_score'),
    adoption_score: of('adoption_score'),
  };
}

/** The scores of every account that was not merged away, at the start of the day `end`. */
export function naiveScores(world: World, options: ScoreOptions): readonly NaiveScores[] {
  const { end, timeZone, accountIds } = options;
  const everything = prepare(attributed(world), { timeZone });
  const items = itemsOf(everything, definitionsOf(options).pastDueDays);
  const sources = { world: everything, items, past: pastOf(items, end) };
  const scored: NaiveScores[] = [];
  for (const row of survivingAccounts(world)) {
    const account = must(row, 'account_id');
    if (accountIds && !accountIds.has(account)) continue;
    const signals = Object.fromEntries(
      Object.entries(signalsOf(sources, account, { end, timeZone })).map(([signal, value]) => [
        signal,
        isThere(world, signal) ? value : null,
      ]),
    );
    scored.push({ account_id: account, scores: scoresFrom(signals) });
  }
  return scored;
}

/** No table of any signal is there, nor of the signals of the health that it looks at. */
function hasNoSource(world: World, name: ScoreName): boolean {
  const signals = scorecards[name].flatMap(({ signal }) =>
    signal === 'health' ? scorecards.customer_health_score.map((one) => one.signal) : [signal],
  );
  return !signals.some((signal) => isThere(world, signal));
}

/** Means over the customers at closing that have a score. */
export function scoreKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  if (!has(world, 'subscription_periods')) return scoreNames.map((kpi) => noSource({ kpi }));
  const items = itemsOf(prepare(world, options), definitionsOf(options).pastDueDays);
  const closing = standingAt(items, options.end);
  const customers = naiveScores(world, options).filter(
    ({ account_id }) => closing.get(account_id)?.isPaying,
  );
  return scoreNames.map((name) => {
    if (hasNoSource(world, name)) return noSource({ kpi: name });
    const given = customers.map(({ scores }) => scores[name].exact).filter((one) => one !== null);
    return ratio({ kpi: name }, given.reduce(plus, zero), given.length);
  });
}
