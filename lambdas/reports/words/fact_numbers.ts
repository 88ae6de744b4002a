import type { AccountField } from '../../settings/playbooks.ts';
import type { Figure, Prose } from '../model.ts';
import { wholePercent } from './account_facts.ts';
import { count, days, money, score } from './figures.ts';
import { say } from './say.ts';

/** A fact of an account as a number of its own, to be put beside what it was. */
interface FactNumber {
  readonly name: string;
  /** Smaller moves say nothing, since a score or a share never stands quite still. */
  readonly least: number;
  readonly write: (value: number, currency: string | null) => Prose;
}

/** The name of a fact, e.g. `usage against usual`, and its value in words, e.g. `38 %`. */
export function factNumber(field: AccountField): FactNumber {
  return numbers[field];
}

/** Scores count "never" as a hundred years. */
const never = 36_500;

const of = (name: string, least: number, figure: (value: number) => Figure): FactNumber => ({
  name,
  least,
  write: (value) => say`${figure(value)}`,
});
const scored = (name: string) => of(name, 3, score);
const shared = (name: string) => of(name, 0.05, wholePercent);
const counted = (name: string) => of(name, 1, (value) => count(Math.round(value)));
const points = (name: string) =>
  of(name, 3, (value) => ({ value: Math.round(value), unit: 'count', signed: true }));
const since = (name: string): FactNumber => ({
  name,
  least: 1,
  write: (value) => (value >= never ? say`never` : say`${days(value)}`),
});
const yesNo = (name: string): FactNumber => ({
  name,
  least: 1,
  write: (value) => (value > 0 ? say`yes` : say`no`),
});

const numbers: Readonly<Record<AccountField, FactNumber>> = {
  mrr: {
    name: 'MRR',
    least: 0.5,
    write: (value, currency) =>
      currency === null ? say`unknown` : say`${money(Math.round(value), currency)}`,
  },
  health: scored('health'),
  health_change: points('change in health'),
  churn_risk: scored('churn risk'),
  churn_risk_change: points('change in churn risk'),
  expansion_opportunity: scored('expansion score'),
  expansion_opportunity_change: points('change in expansion score'),
  expansion_readiness: scored('expansion readiness'),
  referral_readiness: scored('referral readiness'),
  engagement: scored('engagement'),
  adoption: scored('adoption'),
  relationship_depth: scored('relationship depth'),
  usage_ratio: shared('use against usual'),
  seat_use: shared('seats in use'),
  days_since_login: since('since the last login'),
  days_since_touch: since('since the last talk'),
  days_since_onboarding_step: since('since the last onboarding step'),
  onboarding_days_open: since('onboarding open'),
  days_to_renewal: since('until renewal or end'),
  days_overdue: since('invoice overdue'),
  open_tickets: counted('open tickets'),
  open_escalations: counted('open escalations'),
  tickets_30d: counted('tickets of the month'),
  most_of_one_category: counted('tickets of one kind'),
  latest_nps: counted('latest NPS answer'),
  effort_change: points('change in ease of use'),
  champions: counted('champions'),
  no_champion_touched: yesNo('without a champion in touch'),
  know_it_all: yesNo('takes no advice'),
  scheduled_churn: yesNo('cancellation set'),
  months_since_first_payment: counted('months as a customer'),
  new_growth_deals: counted('new upsell deals'),
  new_expansion_features: counted('expansion features tried'),
};
