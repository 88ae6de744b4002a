import type { ScoreOverrides } from '../../settings/scores.ts';
import type { ScoreId } from './scorecard.ts';

/** Signals as they are measured at the cut-off; what each means is said where it is made (signals.ts). */
export const signalNames = [
  'seat_use',
  'usage_ratio',
  'feature_share',
  'mean_nps',
  'open_ticket_weight',
  'days_since_touch',
  'days_overdue',
  'days_since_login',
  'lowest_answer',
  'recent_ticket_weight',
  'days_to_end',
  'no_champion_touched',
  'expansion_uses',
  'open_growth_deals',
  'logins_per_user',
  'touches',
  'answered',
  'months_paying',
  'champion_touched',
  'promoter_share',
  'acts_of_advocacy',
  'contacts_touched',
  'personas_touched',
  'leader_touched',
  'active_days_per_user',
  'health',
] as const;
export type SignalName = (typeof signalNames)[number];

/** Goes linearly from the bound that gives 0 points to the one that gives 100, clamped. */
export interface SignalRule {
  readonly signal: SignalName;
  readonly weight: number;
  readonly zero: number;
  readonly hundred: number;
}

const rule = (signal: SignalName, weight: number, zero: number, hundred: number): SignalRule => ({
  signal,
  weight,
  zero,
  hundred,
});

/** Version 1 of the published definitions. Health comes first: others look at it. */
export const scoreRules: Readonly<Record<ScoreId, readonly SignalRule[]>> = {
  customer_health_score: [
    rule('seat_use', 30, 0, 0.8),
    rule('usage_ratio', 15, 0.5, 1.2),
    rule('feature_share', 10, 0, 0.6),
    rule('mean_nps', 15, 0, 10),
    rule('open_ticket_weight', 10, 5, 0),
    rule('days_since_touch', 10, 60, 7),
    rule('days_overdue', 10, 30, 0),
  ],
  churn_risk_score: [
    rule('usage_ratio', 30, 1, 0.4),
    rule('days_since_login', 15, 7, 45),
    rule('lowest_answer', 15, 0.8, 0.2),
    rule('recent_ticket_weight', 10, 0, 5),
    rule('days_overdue', 10, 0, 30),
    rule('days_to_end', 10, 90, 0),
    rule('no_champion_touched', 10, 0, 1),
  ],
  expansion_opportunity_score: [
    rule('seat_use', 35, 0.6, 1),
    rule('usage_ratio', 20, 1, 1.5),
    rule('expansion_uses', 15, 0, 5),
    rule('open_growth_deals', 15, 0, 2),
    rule('health', 15, 40, 80),
  ],
  customer_engagement_score: [
    rule('logins_per_user', 25, 0, 12),
    rule('seat_use', 25, 0, 0.8),
    rule('feature_share', 20, 0, 0.6),
    rule('touches', 15, 0, 6),
    rule('answered', 15, 0, 1),
  ],
  expansion_readiness_index: [
    rule('health', 30, 40, 80),
    rule('months_paying', 15, 3, 12),
    rule('feature_share', 20, 0, 0.6),
    rule('seat_use', 20, 0, 0.8),
    rule('champion_touched', 15, 0, 1),
  ],
  referral_readiness_score: [
    rule('health', 30, 40, 80),
    rule('promoter_share', 30, 0, 1),
    rule('months_paying', 15, 3, 12),
    rule('acts_of_advocacy', 15, 0, 1),
    rule('seat_use', 10, 0, 0.8),
  ],
  relationship_depth_score: [
    rule('contacts_touched', 35, 0, 5),
    rule('personas_touched', 30, 0, 4),
    rule('days_since_touch', 20, 60, 7),
    rule('leader_touched', 15, 0, 1),
  ],
  adoption_score: [
    rule('feature_share', 40, 0, 0.6),
    rule('seat_use', 40, 0, 0.8),
    rule('active_days_per_user', 20, 1, 15),
  ],
};

/** The rules with the weights and bounds of the settings; a weight of 0 removes a signal. */
export function rulesInForce(score: ScoreId, overrides: ScoreOverrides): readonly SignalRule[] {
  return scoreRules[score]
    .map((given) => {
      const own = overrides[score]?.[given.signal];
      return {
        signal: given.signal,
        weight: own?.weight ?? given.weight,
        zero: own?.zero ?? given.zero,
        hundred: own?.hundred ?? given.hundred,
      };
    })
    .filter(({ weight }) => weight > 0);
}
