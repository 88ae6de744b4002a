import { rulesInForce, type SignalName } from '../../kpis/scores/definitions.ts';
import { scoreIds } from '../../kpis/scores/scorecard.ts';
import type { Settings } from '../../settings/schema.ts';

/** What each signal of a score measures, at the cut-off. */
const measures: Readonly<Record<SignalName, string>> = {
  seat_use: 'active users of 30 days over seats',
  usage_ratio: 'events a day of 30 days, over those of the 90 before',
  feature_share: 'features used in 30 days, of all features',
  mean_nps: 'mean NPS answer of 180 days',
  open_ticket_weight: 'open tickets; an escalated one counts three times',
  days_since_touch: 'days since a two-way touch',
  days_overdue: 'days that the oldest unpaid invoice is overdue',
  days_since_login: 'days since the last login',
  lowest_answer: 'the lower of the latest NPS and CSAT, from 0 to 1',
  recent_ticket_weight: 'tickets of 30 days; an escalated one counts three times',
  days_to_end: 'days to renewal or scheduled end',
  no_champion_touched: 'no champion touched in 90 days',
  expansion_uses: 'uses of expansion features in 30 days',
  open_growth_deals: 'open upsell and cross-sell opportunities',
  logins_per_user: 'logins per active user of 30 days',
  touches: 'touches in 90 days',
  answered: 'a survey answered in 180 days',
  months_paying: 'months since the first payment',
  champion_touched: 'a champion touched in 90 days',
  promoter_share: 'promoters among the latest NPS answers',
  acts_of_advocacy: 'acts of advocacy ever',
  contacts_touched: 'contacts touched in 90 days',
  personas_touched: 'different personas touched in 90 days',
  leader_touched: 'a decision maker or business owner touched in 180 days',
  active_days_per_user: 'active days per active user of 30 days',
  health: 'customer health',
};

export interface SignalInForce {
  readonly signal: SignalName;
  /** e.g. `active users of 30 days over seats: weight 30, from 0 (0 points) to 0.8 (100)` */
  readonly words: string;
}

/** The signals of a score with weights and bounds as they are set; none for a KPI that is no score. */
export function signalsInForce(kpi: string, { scores }: Settings): readonly SignalInForce[] {
  const score = scoreIds.find((id) => id === kpi);
  const rules = score === undefined ? [] : rulesInForce(score, scores);
  return rules.map(({ signal, weight, zero, hundred }) => ({
    signal,
    words: `${measures[signal]}: weight ${weight}, from ${zero} (0 points) to ${hundred} (100)`,
  }));
}
