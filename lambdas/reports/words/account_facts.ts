import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import type { AccountField } from '../../settings/playbooks.ts';
import type { Prose } from '../model.ts';
import { count, counted, days, money, percent, score, times } from './figures.ts';
import { say } from './say.ts';

/** What a fact is told beside. */
export interface Circumstances {
  readonly currency: string | null;
  readonly facts: Scorecard['facts'];
}

/** A fact of an account in words that follow its name, without a full stop. */
export function factWords(field: AccountField, value: number, circumstances: Circumstances): Prose {
  return words[field](value, circumstances);
}

const words: Readonly<Record<AccountField, (value: number, about: Circumstances) => Prose>> = {
  mrr: (value, { currency }) =>
    currency === null ? say`a paying customer` : say`${money(value, currency)} of MRR`,
  health: (value) => say`health is ${score(value)}`,
  health_change: (value) => moved(say`health`, value),
  churn_risk: (value) => say`churn risk is ${score(value)}`,
  churn_risk_change: (value) => moved(say`churn risk`, value),
  expansion_opportunity: (value) => say`expansion score is ${score(value)}`,
  usage_ratio: usage,
  days_since_login: (value) =>
    isNever(value) ? say`no login on record` : say`no login for ${days(value)}`,
  days_since_touch: (value) =>
    isNever(value) ? say`no two-way contact on record` : say`no two-way contact for ${days(value)}`,
  days_to_renewal: (value, { facts }) => {
    if ((facts.scheduled_churn ?? 0) > 0) {
      return value < 1 ? say`ends today` : say`ends in ${days(value)}`;
    }
    return value < 1 ? say`renews today` : say`renews in ${days(value)}`;
  },
  open_tickets: (value) => counted(value, 'open ticket'),
  open_escalations: (value) => counted(value, 'open escalation'),
  tickets_30d: (value) => say`${counted(value, 'ticket')} in ${days(30)}`,
  days_overdue: (value) => say`an invoice is ${days(value)} overdue`,
  latest_nps: (value) => say`latest NPS answer is ${count(value)}`,
  effort_change: (value) => moved(say`ease of use in surveys`, value),
  seat_use: (value) => say`${wholePercent(value)} of seats are in use`,
  champions: (value) => (value === 0 ? say`no active champion` : counted(value, 'champion')),
  scheduled_churn: () => say`a cancellation is set`,
  months_since_first_payment: (value) => say`customer for ${counted(Math.floor(value), 'month')}`,
  onboarding_days_open: (value) => say`onboarding open for ${days(value)}`,
  days_since_onboarding_step: (value) => say`no onboarding step for ${days(value)}`,
  no_champion_touched: (value) =>
    value > 0 ? say`no champion in touch for ${days(90)}` : say`a champion in touch`,
  most_of_one_category: (value) => say`${counted(value, 'ticket')} of one kind in ${days(30)}`,
  know_it_all: () => say`tagged as taking no advice`,
  engagement: (value) => say`engagement is ${score(value)}`,
  adoption: (value) => say`adoption is ${score(value)}`,
  relationship_depth: (value) => say`relationship depth is ${score(value)}`,
  referral_readiness: (value) => say`referral readiness is ${score(value)}`,
  expansion_readiness: (value) => say`expansion readiness is ${score(value)}`,
  expansion_opportunity_change: (value) => moved(say`expansion score`, value),
  new_growth_deals: (value) => counted(value, 'new upsell deal'),
  new_expansion_features: (value) =>
    say`${counted(value, 'expansion feature')} tried for the first time`,
};

function usage(ratio: number): Prose {
  if (ratio >= 2) return say`usage is ${times(ratio)} times its usual level`;
  const level = wholePercent(ratio);
  return ratio < 1
    ? say`usage fell to ${level} of its usual level`
    : say`usage is at ${level} of its usual level`;
}

/** Scores count "never" as a hundred years, which nobody wants to read. */
const isNever = (value: number) => value >= 36_500;

function moved(what: Prose, by: number): Prose {
  if (by === 0) return say`${what} did not change`;
  const points = counted(Math.round(Math.abs(by)), 'point');
  return by < 0 ? say`${what} fell by ${points}` : say`${what} rose by ${points}`;
}

export function wholePercent(share: number) {
  return percent(Math.round(share * 100) / 100);
}
