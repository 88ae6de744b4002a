import type { AccountField } from '../../settings/playbooks.ts';

/** What one signal gave to a score. */
export interface SignalReading {
  readonly signal: string;
  /** As measured; booleans are 1 and 0. */
  readonly value: number;
  /** 0–100 after the bounds of the definition. */
  readonly points: number;
  /** Weight as a share of the weights present, 0–1. */
  readonly share: number;
}

export interface Score {
  /** 0–100; null when less than half of the weight was present. */
  readonly value: number | null;
  /** Share of the weight whose signal was there, 0–1. */
  readonly present: number;
  readonly readings: readonly SignalReading[];
}

/** The movements of one account over the period, major units of the reporting currency; losses positive too. */
export interface AccountMovements {
  readonly new: number;
  readonly reactivation: number;
  readonly resume: number;
  readonly expansion: number;
  readonly contraction: number;
  readonly pause: number;
  readonly churn: number;
}

export const scoreIds = [
  'customer_health_score',
  'churn_risk_score',
  'expansion_opportunity_score',
  'customer_engagement_score',
  'expansion_readiness_index',
  'referral_readiness_score',
  'relationship_depth_score',
  'adoption_score',
] as const;
export type ScoreId = (typeof scoreIds)[number];

/** A value of each score. */
export function eachScore<T>(of: (id: ScoreId) => T): Readonly<Record<ScoreId, T>> {
  return {
    customer_health_score: of('customer_health_score'),
    churn_risk_score: of('churn_risk_score'),
    expansion_opportunity_score: of('expansion_opportunity_score'),
    customer_engagement_score: of('customer_engagement_score'),
    expansion_readiness_index: of('expansion_readiness_index'),
    referral_readiness_score: of('referral_readiness_score'),
    relationship_depth_score: of('relationship_depth_score'),
    adoption_score: of('adoption_score'),
  };
}

export type Tier = 'green' | 'amber' | 'red';

/** One account at one cut-off of the trend. */
export interface AccountMoment {
  /** Label of the period that ends there. */
  readonly period: string;
  /** First day after it. */
  readonly end: string;
  readonly is_customer: boolean;
  readonly is_lost: boolean;
  readonly mrr: number | null;
  readonly tier: Tier | null;
  readonly scores: Readonly<Record<ScoreId, number | null>>;
  readonly facts: Readonly<Record<AccountField, number | null>>;
}

/** Everything a report says of one account, at the cut-off. */
export interface Scorecard {
  readonly account_id: string;
  readonly name: string;
  readonly segment: string | null;
  readonly plan: string | null;
  readonly region: string | null;
  readonly csm: string | null;
  readonly onboarding_model: string | null;
  readonly acquisition_channel: string | null;
  /** Closing MRR, major units of the reporting currency; null where a rate is missing. */
  readonly mrr: number | null;
  readonly opening_mrr: number | null;
  readonly is_customer: boolean;
  /** Neither paying nor paused at closing, but one of them at opening. */
  readonly is_lost: boolean;
  readonly end_reason: string | null;
  readonly movements: AccountMovements | null;
  readonly scores: Readonly<Record<ScoreId, Score>>;
  /** The same scores at the previous period's end. */
  readonly previous: Readonly<Record<ScoreId, number | null>>;
  readonly tier: Tier | null;
  readonly previous_tier: Tier | null;
  /** Health red, or churn risk from the setting on. */
  readonly at_risk: boolean;
  /** Facts that playbook rules look at; null is unknown. */
  readonly facts: Readonly<Record<AccountField, number | null>>;
  /** The account at every cut-off of the trend, oldest first; the last is the report's own. */
  readonly history: readonly AccountMoment[];
}
