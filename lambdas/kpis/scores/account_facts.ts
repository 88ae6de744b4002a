import type { Row } from '../../ports.ts';
import type { AccountField } from '../../settings/playbooks.ts';
import type { AccountState } from './account_scores.ts';
import type { ScoreId } from './scorecard.ts';
import { column, num } from './signals.ts';

const dayMs = 86_400_000;

/** The facts that playbook rules look at, at one cut-off; `before` is the state at the one before. */
export function accountFacts(
  now: AccountState,
  before: AccountState | null,
): Readonly<Record<AccountField, number | null>> {
  const { signals, scores, standing } = now;
  const value = (id: ScoreId) => scores[id].value;
  const change = (id: ScoreId) => minus(value(id), before?.scores[id].value ?? null);
  const days = (name: 'onboarding_open_ms' | 'since_step_ms') =>
    scaled(known(column(now, name)), dayMs);
  return {
    mrr: standing.mrr,
    health: value('customer_health_score'),
    health_change: change('customer_health_score'),
    churn_risk: value('churn_risk_score'),
    churn_risk_change: change('churn_risk_score'),
    expansion_opportunity: value('expansion_opportunity_score'),
    expansion_opportunity_change: change('expansion_opportunity_score'),
    engagement: value('customer_engagement_score'),
    adoption: value('adoption_score'),
    relationship_depth: value('relationship_depth_score'),
    referral_readiness: value('referral_readiness_score'),
    expansion_readiness: value('expansion_readiness_index'),
    usage_ratio: signals.usage_ratio ?? null,
    days_since_login: signals.days_since_login ?? null,
    days_since_touch: signals.days_since_touch ?? null,
    days_to_renewal: signals.days_to_end ?? null,
    open_tickets: known(column(now, 'open_tickets')),
    open_escalations: known(column(now, 'open_escalations')),
    tickets_30d: known(column(now, 'tickets_30')),
    most_of_one_category: known(column(now, 'most_of_one_category')),
    days_overdue: signals.days_overdue ?? null,
    latest_nps: known(column(now, 'nps_latest_score')),
    effort_change: effortChange(now),
    seat_use: signals.seat_use ?? null,
    champions: signals.no_champion_touched === undefined ? null : num(now, 'champions'),
    no_champion_touched: signals.no_champion_touched ?? null,
    know_it_all: Number(tagsOf(now.account).includes('know_it_all')),
    scheduled_churn: Number(column(now, 'span_days_to_end') !== null),
    months_since_first_payment: signals.months_paying ?? null,
    onboarding_days_open: days('onboarding_open_ms'),
    days_since_onboarding_step: days('since_step_ms'),
    new_growth_deals: known(column(now, 'new_growth_deals')),
    new_expansion_features: known(column(now, 'new_expansion_features')),
  };
}

/** Points by which effort answers of the last 90 days differ from those of the 90 before; higher is easier. */
function effortChange(state: AccountState): number | null {
  const width = num(state, 'ces_width');
  const mean = (distance: number, answers: number) =>
    answers === 0 ? null : (100 * distance) / width / answers;
  return minus(
    mean(num(state, 'ces_distance_90'), num(state, 'ces_answers_90')),
    mean(num(state, 'ces_distance_before'), num(state, 'ces_answers_before')),
  );
}

/** Labels of an account: a JSON array, or texts parted by `;`. */
export function tagsOf({ tags }: Row): readonly string[] {
  if (typeof tags !== 'string') return [];
  return tags
    .replace(/^\[|\]$/g, '')
    .split(/[;,]/)
    .map((tag) => tag.trim().replace(/^"|"$/g, ''))
    .filter((tag) => tag !== '');
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

function scaled(value: number | null, unit: number): number | null {
  return value === null ? null : value / unit;
}

function known(value: Row[string] | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
