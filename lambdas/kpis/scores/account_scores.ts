import type { Row } from '../../ports.ts';
import type { Definitions } from '../../settings/definitions.ts';
import type { ScoreOverrides } from '../../settings/scores.ts';
import type { MeasureRows } from '../measures/run.ts';
import type { Converter } from '../rates.ts';
import { type Signals, scoresOf } from './score.ts';
import type { Score, Scorecard, ScoreId } from './scorecard.ts';
import { type SignalRows, type Sources, signalsOf } from './signals.ts';
import { type Standing, standing } from './standing.ts';

/** One account at one cut-off. */
export interface AccountState {
  readonly accountId: string;
  readonly standing: Standing;
  readonly rows: SignalRows;
  readonly effort: Row | undefined;
  readonly onboarding: Row | undefined;
  readonly signals: Signals;
  readonly scores: Readonly<Record<ScoreId, Score>>;
  readonly tier: Scorecard['tier'];
  readonly atRisk: boolean;
}

export interface ScoringRules {
  readonly overrides: ScoreOverrides;
  readonly definitions: Definitions;
}

type Index = (windowId: number, accountId: string) => readonly Row[];

/** Finds rows by window and account. */
export function byAccount(rows: readonly Row[]): Index {
  const index = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.window_id}\u0000${row.account_id}`;
    const found = index.get(key);
    if (found) found.push(row);
    else index.set(key, [row]);
  }
  return (windowId, accountId) => index.get(`${windowId}\u0000${accountId}`) ?? [];
}

/** Makes the function that gives an account's state at a cut-off. */
export function accountStates(rows: MeasureRows, rules: ScoringRules) {
  const [standings, usage, tickets, surveys, touch, invoices, ends, deals, onboarding] = [
    byAccount(rows('account_standing')),
    byAccount(rows('usage_signals')),
    byAccount(rows('ticket_signals')),
    byAccount(rows('survey_signals')),
    byAccount(rows('touch_signals')),
    byAccount(rows('invoice_signals')),
    byAccount(rows('renewal_signals')),
    byAccount(rows('opportunity_signals')),
    byAccount(rows('onboarding_signals')),
  ];
  return (windowId: number, accountId: string, converter: Converter, sources: Sources) => {
    const stands = standing(standings(windowId, accountId), converter);
    const answers = surveys(windowId, accountId);
    const typed = (type: string) => answers.find((row) => row.type === type);
    const found: SignalRows = {
      usage: usage(windowId, accountId)[0],
      tickets: tickets(windowId, accountId)[0],
      nps: typed('nps'),
      csat: typed('csat'),
      touch: touch(windowId, accountId)[0],
      invoices: invoices(windowId, accountId)[0],
      ends: ends(windowId, accountId)[0],
      deals: deals(windowId, accountId)[0],
      seats: stands.seats,
    };
    const state = { accountId, standing: stands, rows: found, effort: typed('ces') };
    const more = { onboarding: onboarding(windowId, accountId)[0] };
    return { ...state, ...more, ...judged(signalsOf(found, sources), rules) };
  };
}

function judged(signals: Signals, { overrides, definitions }: ScoringRules) {
  const scores = scoresOf(signals, overrides);
  const tier = tierOf(scores.customer_health_score.value, definitions);
  const risk = scores.churn_risk_score.value;
  const atRisk = tier === 'red' || (risk !== null && risk >= definitions.at_risk_from);
  return { signals, scores, tier, atRisk };
}

function tierOf(health: number | null, definitions: Definitions): Scorecard['tier'] {
  if (health === null) return null;
  if (health >= definitions.health_green_from) return 'green';
  return health >= definitions.health_amber_from ? 'amber' : 'red';
}
