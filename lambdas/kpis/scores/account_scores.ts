import type { Row } from '../../ports.ts';
import type { Definitions } from '../../settings/definitions.ts';
import type { ScoreOverrides } from '../../settings/scores.ts';
import type { Converter } from '../rates.ts';
import type { AccountRows } from './by_account.ts';
import { type Signals, scoresOf } from './score.ts';
import type { Score, ScoreId, Tier } from './scorecard.ts';
import { type Known, type Sources, signalsOf } from './signals.ts';
import { type Standing, standing } from './standing.ts';

/** One account at one cut-off. */
export interface AccountState {
  readonly accountId: string;
  /** What readers know it by; the same at every cut-off. */
  readonly account: Row;
  readonly cutOff: string;
  readonly standing: Standing;
  /** The account's row of the signal files. */
  readonly row: Row | undefined;
  readonly signals: Signals;
  readonly scores: Readonly<Record<ScoreId, Score>>;
  readonly tier: Tier | null;
  readonly atRisk: boolean;
}

export interface ScoringRules {
  readonly overrides: ScoreOverrides;
  readonly definitions: Definitions;
}

/** A cut-off at which accounts are looked at. */
export interface CutOff {
  readonly windowId: number;
  /** First day after the period. */
  readonly day: string;
  readonly converter: Converter;
  readonly sources: Sources;
}

/** The state of an account at a cut-off, from its rows of all of them. */
export function accountState(
  { account, standings, signals: rows }: AccountRows,
  { windowId, day, converter, sources }: CutOff,
  rules: ScoringRules,
): AccountState {
  const stands = standing(standings.get(windowId) ?? [], converter);
  const known: Known = {
    row: rows.get(windowId)?.[0],
    seats: stands.seats,
    monthsPaying: monthsSince(stands.firstPaidOn, day),
  };
  const signals = signalsOf(known, sources);
  const { scores, tier, atRisk } = judged(signals, rules);
  const [accountId, { row }] = [String(account.account_id), known];
  return { accountId, account, cutOff: day, standing: stands, row, signals, scores, tier, atRisk };
}

const monthMs = 30.4375 * 86_400_000;

function monthsSince(firstPaidOn: string | null, cutOff: string): number | null {
  if (firstPaidOn === null || firstPaidOn >= cutOff) return null;
  return (Date.parse(cutOff) - Date.parse(firstPaidOn)) / monthMs;
}

function judged(signals: Signals, { overrides, definitions }: ScoringRules) {
  const scores = scoresOf(signals, overrides);
  const tier = tierOf(scores.customer_health_score.value, definitions);
  const risk = scores.churn_risk_score.value;
  const atRisk = tier === 'red' || (risk !== null && risk >= definitions.at_risk_from);
  return { scores, tier, atRisk };
}

function tierOf(health: number | null, definitions: Definitions): Tier | null {
  if (health === null) return null;
  if (health >= definitions.health_green_from) return 'green';
  return health >= definitions.health_amber_from ? 'amber' : 'red';
}
