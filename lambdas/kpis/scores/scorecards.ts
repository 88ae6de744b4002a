import type { Row, Value } from '../../ports.ts';
import type { AccountField } from '../../settings/playbooks.ts';
import type { AccountState } from './account_scores.ts';
import type { Score, Scorecard, ScoreId } from './scorecard.ts';

const dayMs = 86_400_000;
const monthMs = 30.4375 * dayMs;

const unscored: Score = { value: null, present: 0, readings: [] };
const noScores: Readonly<Record<ScoreId, Score>> = {
  customer_health_score: unscored,
  churn_risk_score: unscored,
  expansion_opportunity_score: unscored,
};

/** The scorecard of an account from its states at this and at the previous cut-off. */
export function scorecard(
  account: Row,
  now: AccountState,
  before: AccountState | null,
  cutOff: string,
): Scorecard {
  const { standing } = now;
  return {
    account_id: now.accountId,
    name: text(account.name) ?? now.accountId,
    segment: text(account.segment),
    plan: known(account.plan),
    region: text(account.region),
    csm: text(account.csm),
    onboarding_model: text(account.onboarding_model),
    acquisition_channel: text(account.acquisition_channel),
    mrr: standing.mrr,
    opening_mrr: standing.openingMrr,
    is_customer: standing.isCustomer,
    is_lost: standing.isLost,
    end_reason: standing.endReason,
    movements: standing.movements,
    scores: now.scores,
    previous: before?.scores ?? noScores,
    tier: now.tier,
    previous_tier: before?.tier ?? null,
    at_risk: now.atRisk && standing.isCustomer,
    facts: factsOf(now, before, cutOff),
  };
}

function factsOf(
  now: AccountState,
  before: AccountState | null,
  cutOff: string,
): Readonly<Record<AccountField, number | null>> {
  const { signals, scores, rows, standing } = now;
  const value = (id: ScoreId) => scores[id].value;
  const change = (id: ScoreId) => minus(value(id), before?.scores[id].value ?? null);
  return {
    mrr: standing.mrr,
    health: value('customer_health_score'),
    health_change: change('customer_health_score'),
    churn_risk: value('churn_risk_score'),
    churn_risk_change: change('churn_risk_score'),
    expansion_opportunity: value('expansion_opportunity_score'),
    usage_ratio: signals.usage_ratio ?? null,
    days_since_login: signals.days_since_login ?? null,
    days_since_touch: signals.days_since_touch ?? null,
    days_to_renewal: signals.days_to_end ?? null,
    open_tickets: number(rows.tickets?.open_tickets),
    open_escalations: number(rows.tickets?.open_escalations),
    tickets_30d: number(rows.tickets?.tickets_30),
    days_overdue: signals.days_overdue ?? null,
    latest_nps: number(rows.nps?.latest_score),
    effort_change: effortChange(now.effort),
    seat_use: signals.seat_use ?? null,
    champions:
      signals.no_champion_touched === undefined ? null : Number(rows.touch?.champions ?? 0),
    scheduled_churn: Number(rows.ends?.has_scheduled_end ?? false),
    months_since_first_payment: standing.firstPaidOn
      ? (Date.parse(cutOff) - Date.parse(standing.firstPaidOn)) / monthMs
      : null,
    onboarding_days_open: now.onboarding ? Number(now.onboarding.open_ms) / dayMs : null,
  };
}

/** Points by which effort answers of the last 90 days differ from those of the 90 before; higher is easier. */
function effortChange(effort: Row | undefined): number | null {
  const mean = (distance: string, answers: string) => {
    const count = Number(effort?.[answers] ?? 0);
    return count === 0 ? null : (100 * Number(effort?.[distance])) / Number(effort?.width) / count;
  };
  return minus(mean('distance_90', 'answers_90'), mean('distance_before', 'answers_before'));
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

function number(value: Value | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function text(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function known(value: Value | undefined): string | null {
  const plan = text(value);
  return plan === 'unknown' || plan === 'unlinked' ? null : plan;
}
