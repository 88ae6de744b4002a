/** A signal of a score: its weight and the values that give 0 and 100 points. */
export interface Weighting {
  readonly signal: string;
  readonly weight: number;
  readonly zero: string;
  readonly hundred: string;
}

export const scoreNames = [
  'customer_health_score',
  'churn_risk_score',
  'customer_engagement_score',
  'expansion_opportunity_score',
  'expansion_readiness_index',
  'referral_readiness_score',
  'relationship_depth_score',
  'adoption_score',
] as const;
export type ScoreName = (typeof scoreNames)[number];

const signal = (name: string, weight: number, zero: string, hundred: string): Weighting => ({
  signal: name,
  weight,
  zero,
  hundred,
});

/** Account scores, version 1. No and yes are 0 and 1; the signal `health` is the account's health score. */
export const scorecards: Readonly<Record<ScoreName, readonly Weighting[]>> = {
  customer_health_score: [
    signal('active_users_per_seat', 30, '0', '0.8'),
    signal('usage_ratio', 15, '0.5', '1.2'),
    signal('features_share', 10, '0', '0.6'),
    signal('mean_nps_answer', 15, '0', '10'),
    signal('open_tickets', 10, '5', '0'),
    signal('days_since_two_way_touch', 10, '60', '7'),
    signal('days_overdue', 10, '30', '0'),
  ],
  churn_risk_score: [
    signal('usage_ratio', 30, '1.0', '0.4'),
    signal('days_since_login', 15, '7', '45'),
    signal('lowest_survey', 15, '0.8', '0.2'),
    signal('recent_tickets', 10, '0', '5'),
    signal('days_overdue', 10, '0', '30'),
    signal('days_to_renewal_or_end', 10, '90', '0'),
    signal('no_champion_touched', 10, '0', '1'),
  ],
  customer_engagement_score: [
    signal('logins_per_active_user', 25, '0', '12'),
    signal('active_users_per_seat', 25, '0', '0.8'),
    signal('features_share', 20, '0', '0.6'),
    signal('touches', 15, '0', '6'),
    signal('survey_answered', 15, '0', '1'),
  ],
  expansion_opportunity_score: [
    signal('active_users_per_seat', 35, '0.6', '1.0'),
    signal('usage_ratio', 20, '1.0', '1.5'),
    signal('expansion_feature_uses', 15, '0', '5'),
    signal('open_expansion_opportunities', 15, '0', '2'),
    signal('health', 15, '40', '80'),
  ],
  expansion_readiness_index: [
    signal('health', 30, '40', '80'),
    signal('months_since_first_payment', 15, '3', '12'),
    signal('features_share', 20, '0', '0.6'),
    signal('active_users_per_seat', 20, '0', '0.8'),
    signal('champion_touched', 15, '0', '1'),
  ],
  referral_readiness_score: [
    signal('health', 30, '40', '80'),
    signal('promoter_share', 30, '0', '1'),
    signal('months_since_first_payment', 15, '3', '12'),
    signal('advocacy_acts', 15, '0', '1'),
    signal('active_users_per_seat', 10, '0', '0.8'),
  ],
  relationship_depth_score: [
    signal('contacts_touched', 35, '0', '5'),
    signal('personas_touched', 30, '0', '4'),
    signal('days_since_two_way_touch', 20, '60', '7'),
    signal('decider_touched', 15, '0', '1'),
  ],
  adoption_score: [
    signal('features_share', 40, '0', '0.6'),
    signal('active_users_per_seat', 40, '0', '0.8'),
    signal('active_days_per_active_user', 20, '1', '15'),
  ],
};

/** The tables of which at least one must be there for a signal to be there. */
export const signalTables: Readonly<Record<string, readonly (readonly string[])[]>> = {
  active_users_per_seat: [['events', 'subscription_periods']],
  usage_ratio: [['events']],
  features_share: [['events', 'features']],
  mean_nps_answer: [['survey_responses']],
  open_tickets: [['tickets']],
  days_since_two_way_touch: [['activities']],
  days_overdue: [['invoices']],
  days_since_login: [['events']],
  lowest_survey: [['survey_responses']],
  recent_tickets: [['tickets']],
  days_to_renewal_or_end: [['contracts'], ['subscription_periods']],
  no_champion_touched: [['contacts', 'activities']],
  expansion_feature_uses: [['events', 'features']],
  open_expansion_opportunities: [['opportunities']],
  logins_per_active_user: [['events']],
  touches: [['activities']],
  survey_answered: [['survey_responses']],
  months_since_first_payment: [['subscription_periods']],
  champion_touched: [['contacts', 'activities']],
  promoter_share: [['survey_responses']],
  advocacy_acts: [['advocacy_acts']],
  contacts_touched: [['activities']],
  personas_touched: [['contacts', 'activities']],
  decider_touched: [['contacts', 'activities']],
  active_days_per_active_user: [['events']],
};
