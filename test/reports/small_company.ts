import type { KpiText } from '../../lambdas/kpis/kpi.ts';
import type { KpiRecord } from '../../lambdas/kpis/record.ts';
import type {
  AccountMoment,
  AccountMovements,
  Score,
  Scorecard,
  SignalReading,
} from '../../lambdas/kpis/scores/scorecard.ts';
import { english } from '../../lambdas/rendering/languages/words.ts';
import { writeSaid } from '../../lambdas/rendering/writing/prose.ts';
import type { ComposeInput } from '../../lambdas/reports/context.ts';
import type { QualityFacts } from '../../lambdas/reports/facts.ts';
import type { Figure, Said } from '../../lambdas/reports/model.ts';
import { type Calendar, parsePeriod, trend } from '../../lambdas/reports/periods.ts';
import { type EditionName, settings } from '../../lambdas/settings/schema.ts';

/** Hand-made inputs of a company with a few accounts; every test states only what it is about. */

export const calendar: Calendar = {
  timeZone: 'UTC',
  fiscalStartMonth: 1,
  namedFor: 'last_month',
};

export function kpi(id: string, over: Partial<KpiText> = {}): KpiText {
  return {
    id,
    label: id.replaceAll('_', ' '),
    question: '',
    definition: `What ${id} means.`,
    formula: 'a ÷ b',
    unit: 'count',
    direction: 'higher',
    indicator: 'lagging',
    stage: 'Retention',
    windows: ['period'],
    tables: [],
    range: 'level',
    ...over,
  };
}

const moneyKpi = (id: string, over: Partial<KpiText> = {}) =>
  kpi(id, { unit: 'money/month', tables: ['subscription_periods'], ...over });
const windows = ['period', 'trailing_12_months'];

export const kpis: readonly KpiText[] = [
  moneyKpi('mrr', { label: 'MRR', range: 'change' }),
  moneyKpi('net_new_mrr', { label: 'Net new MRR' }),
  moneyKpi('new_mrr'),
  moneyKpi('expansion_revenue'),
  moneyKpi('contraction_mrr', { direction: 'lower' }),
  moneyKpi('churned_mrr', { direction: 'lower' }),
  moneyKpi('reactivation_mrr'),
  kpi('net_revenue_retention', { label: 'Net revenue retention', unit: '%', windows }),
  kpi('gross_revenue_retention', { label: 'Gross revenue retention', unit: '%', windows }),
  kpi('customer_satisfaction_score', { label: 'Satisfaction', unit: '%' }),
  kpi('support_ticket_volume', { label: 'Tickets', direction: 'lower' }),
  kpi('customer_health_score', { label: 'Customer health', unit: 'score 0-100' }),
  kpi('churn_risk_score', { label: 'Churn risk', unit: 'score 0-100', direction: 'lower' }),
  kpi('expansion_opportunity_score', { label: 'Expansion opportunity', unit: 'score 0-100' }),
  kpi('cohort_retention', { label: 'Cohort retention', unit: '% matrix', windows: ['to_date'] }),
];

/** A measured record of October 2026. */
export function record(id: string, value: number, over: Partial<KpiRecord> = {}): KpiRecord {
  const text = kpis.find((known) => known.id === id);
  const unit = over.unit ?? text?.unit ?? 'count';
  return {
    kpi: id,
    period: '2026-10',
    start: '2026-10-01',
    end: '2026-11-01',
    window: 'period',
    segment: null,
    value,
    numerator: null,
    denominator: null,
    sample: null,
    unit,
    status: 'measured',
    reason: null,
    ...(unit.startsWith('money') ? { currency: 'USD' } : {}),
    ...over,
  };
}

/** Records of the periods that end with `label`, oldest first. */
export function history(
  id: string,
  values: readonly (number | null)[],
  over: Partial<KpiRecord> & { edition?: EditionName } = {},
): KpiRecord[] {
  const { edition = 'monthly', ...rest } = over;
  const last = parsePeriod(edition, rest.period ?? '2026-10', calendar);
  const periods = trend(last, calendar, values.length);
  return values.flatMap((value, i) =>
    value === null ? [] : [record(id, value, { ...rest, period: periods[i]?.label ?? '' })],
  );
}

export function reading(signal: string, value: number, points: number, share = 0.2): SignalReading {
  return { signal, value, points, share };
}

export function scored(value: number | null, ...readings: SignalReading[]): Score {
  return { value, present: value === null ? 0.3 : 1, readings };
}

const still: AccountMovements = {
  new: 0,
  reactivation: 0,
  resume: 0,
  expansion: 0,
  contraction: 0,
  pause: 0,
  churn: 0,
};

const nothingKnown: Scorecard['facts'] = {
  mrr: null,
  health: null,
  health_change: null,
  churn_risk: null,
  churn_risk_change: null,
  expansion_opportunity: null,
  usage_ratio: null,
  days_since_login: null,
  days_since_touch: null,
  days_to_renewal: null,
  open_tickets: null,
  open_escalations: null,
  tickets_30d: null,
  days_overdue: null,
  latest_nps: null,
  effort_change: null,
  seat_use: null,
  champions: null,
  scheduled_churn: null,
  months_since_first_payment: null,
  onboarding_days_open: null,
  days_since_onboarding_step: null,
  no_champion_touched: null,
  most_of_one_category: null,
  know_it_all: null,
  engagement: null,
  adoption: null,
  relationship_depth: null,
  referral_readiness: null,
  expansion_readiness: null,
  expansion_opportunity_change: null,
  new_growth_deals: null,
  new_expansion_features: null,
};

interface AccountOver
  extends Partial<Omit<Scorecard, 'movements' | 'facts' | 'scores' | 'previous'>> {
  movements?: Partial<AccountMovements> | null;
  facts?: Partial<Scorecard['facts']>;
  scores?: Partial<Scorecard['scores']>;
  previous?: Partial<Scorecard['previous']>;
}

/** A green customer that pays 100 and did not move. */
export function account(name: string, over: AccountOver = {}): Scorecard {
  const healthy = {
    customer_health_score: scored(80),
    churn_risk_score: scored(20),
    expansion_opportunity_score: scored(30),
    customer_engagement_score: scored(60),
    expansion_readiness_index: scored(50),
    referral_readiness_score: scored(40),
    relationship_depth_score: scored(50),
    adoption_score: scored(60),
  };
  const before: Scorecard['previous'] = {
    customer_health_score: 80,
    churn_risk_score: 20,
    expansion_opportunity_score: 30,
    customer_engagement_score: 60,
    expansion_readiness_index: 50,
    referral_readiness_score: 40,
    relationship_depth_score: 50,
    adoption_score: 60,
  };
  return {
    account_id: name.toLowerCase(),
    name,
    segment: null,
    plan: null,
    region: null,
    csm: 'Dana Reyes',
    onboarding_model: null,
    acquisition_channel: null,
    mrr: 100,
    opening_mrr: 100,
    is_customer: true,
    is_lost: false,
    end_reason: null,
    tier: 'green',
    previous_tier: 'green',
    at_risk: false,
    history: [],
    ...over,
    movements: over.movements === null ? null : { ...still, ...over.movements },
    scores: { ...healthy, ...over.scores },
    previous: { ...before, ...over.previous },
    facts: { ...nothingKnown, ...over.facts },
  };
}

interface MomentOver extends Partial<Omit<AccountMoment, 'scores' | 'facts'>> {
  scores?: Partial<AccountMoment['scores']>;
  facts?: Partial<AccountMoment['facts']>;
}

/** A cut-off at which an account is a green customer that pays 100. */
export function moment(over: MomentOver = {}): AccountMoment {
  return {
    period: '2026-10',
    end: '2026-11-01',
    is_customer: true,
    is_lost: false,
    mrr: 100,
    tier: 'green',
    ...over,
    scores: { ...noScores, customer_health_score: 80, churn_risk_score: 20, ...over.scores },
    facts: { ...nothingKnown, ...over.facts },
  };
}

const noScores: AccountMoment['scores'] = {
  customer_health_score: null,
  churn_risk_score: null,
  expansion_opportunity_score: null,
  customer_engagement_score: null,
  expansion_readiness_index: null,
  referral_readiness_score: null,
  relationship_depth_score: null,
  adoption_score: null,
};

export const cleanData: QualityFacts = {
  tables: [],
  absent: [],
  covered_until: '2027-12-31',
  overlapping_spans: 0,
  unlinked_mrr: null,
  unlinked_accounts: [],
  came_and_went: null,
  shut_gates: [],
  missing_rates: [],
};

type InputOver = Partial<Omit<ComposeInput, 'settings' | 'period' | 'quality'>> & {
  settings?: Parameters<typeof settings.parse>[0] & object;
  label?: string;
  quality?: Partial<QualityFacts>;
};

/** The monthly report of October 2026; without accounts and records unless they are given. */
export function input({ settings: own, label, quality, ...over }: InputOver = {}): ComposeInput {
  const edition = over.edition ?? 'monthly';
  const headlines = ['mrr', 'support_ticket_volume'];
  const editions = { [edition]: { headlines } };
  return {
    edition,
    period: parsePeriod(edition, label ?? '2026-10', calendar),
    calendar,
    settings: settings.parse({ company: 'Acme', editions, ...own }),
    kpis,
    records: [],
    accounts: [],
    timelines: new Map(),
    quality: { ...cleanData, ...quality },
    scope: null,
    restated: [],
    restatedBefore: [],
    snapshot: '2026-11-02',
    asOf: 'original',
    currency: 'USD',
    ...over,
  };
}

/** Prose as a reader would roughly see it: figures as value and unit, money with its currency. */
export function text(prose: Said | null): string {
  const same = (written: string) => written;
  return writeSaid(prose ?? [], { words: english, figure: shown, date: same, period: same });
}

function shown({ value, unit, currency, signed }: Figure): string {
  const number = `${signed && value > 0 ? '+' : ''}${Math.round(value * 10) / 10}`;
  if (currency) return `${number} ${currency}`;
  return unit === 'count' || unit === 'ratio' || unit.startsWith('score')
    ? number
    : `${number} ${unit}`;
}
