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
  'expansion_opportunity_score',
] as const;
export type ScoreName = (typeof scoreNames)[number];

const signal = (name: string, weight: number, zero: string, hundred: string): Weighting => ({
  signal: name,
  weight,
  zero,
  hundred,
});

/** Account scores, version 1. No and yes are 0 and 1. */
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
  expansion_opportunity_score: [
    signal('active_users_per_seat', 35, '0.6', '1.0'),
    signal('usage_ratio', 20, '1.0', '1.5'),
    signal('expansion_feature_uses', 15, '0', '5'),
    signal('open_expansion_opportunities', 15, '0', '2'),
    signal('health', 15, '40', '80'),
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
};
