import { rulesInForce, type SignalName } from '../../kpis/scores/definitions.ts';
import { scoreIds } from '../../kpis/scores/scorecard.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Prose, Said } from '../model.ts';
import { say } from './say.ts';

/** What each signal of a score measures, at the cut-off. */
const measures: Readonly<Record<SignalName, Prose>> = {
  seat_use: say`active users of 30 days over seats`,
  usage_ratio: say`events a day of 30 days, over those of the 90 before`,
  feature_share: say`features used in 30 days, of all features`,
  mean_nps: say`mean NPS answer of 180 days`,
  open_ticket_weight: say`open tickets; an escalated one counts three times`,
  days_since_touch: say`days since a two-way touch`,
  days_overdue: say`days that the oldest unpaid invoice is overdue`,
  days_since_login: say`days since the last login`,
  lowest_answer: say`the lower of the latest NPS and CSAT, from 0 to 1`,
  recent_ticket_weight: say`tickets of 30 days; an escalated one counts three times`,
  days_to_end: say`days to renewal or scheduled end`,
  no_champion_touched: say`no champion touched in 90 days`,
  expansion_uses: say`uses of expansion features in 30 days`,
  open_growth_deals: say`open upsell and cross-sell opportunities`,
  logins_per_user: say`logins per active user of 30 days`,
  touches: say`touches in 90 days`,
  answered: say`a survey answered in 180 days`,
  months_paying: say`months since the first payment`,
  champion_touched: say`a champion touched in 90 days`,
  promoter_share: say`promoters among the latest NPS answers`,
  acts_of_advocacy: say`acts of advocacy ever`,
  contacts_touched: say`contacts touched in 90 days`,
  personas_touched: say`different personas touched in 90 days`,
  leader_touched: say`a decision maker or business owner touched in 180 days`,
  active_days_per_user: say`active days per active user of 30 days`,
  health: say`customer health`,
};

/** What a signal measures, in words; a name that no score has is said as it is. */
export function signalWords(signal: string): Said {
  return Object.entries(measures).find(([name]) => name === signal)?.[1] ?? signal;
}

export interface SignalInForce {
  readonly signal: SignalName;
  /** e.g. `active users of 30 days over seats: weight 30, from 0 (0 points) to 0.8 (100)` */
  readonly words: Prose;
}

/** The signals of a score with weights and bounds as they are set; none for a KPI that is no score. */
export function signalsInForce(kpi: string, { scores }: Settings): readonly SignalInForce[] {
  const score = scoreIds.find((id) => id === kpi);
  const rules = score === undefined ? [] : rulesInForce(score, scores);
  return rules.map(({ signal, weight, zero, hundred }) => ({
    signal,
    words: say`${measures[signal]}: weight ${String(weight)}, from ${String(zero)} (0 points) to ${String(hundred)} (100)`,
  }));
}
