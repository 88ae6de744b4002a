import type { Definitions } from '../../settings/definitions.ts';
import type { Prose } from '../model.ts';
import { count as n } from './figures.ts';
import { say } from './say.ts';

type Phrase = (definitions: Definitions) => Prose;

const list = (words: readonly string[]) => words.join(', ');

/** What each definition says as it is set, in words that fit after "in force:". */
export const phrases: Readonly<Record<keyof Definitions, Phrase>> = {
  past_due_grace_days: (d) => say`past due counts for ${n(d.past_due_grace_days)} days`,
  involuntary_end_reasons: (d) =>
    d.involuntary_end_reasons.length === 0
      ? say`no end reason is involuntary`
      : say`involuntary: ${list(d.involuntary_end_reasons)}`,
  fx_max_age_days: (d) => say`an exchange rate may be ${n(d.fx_max_age_days)} days old`,
  minimum_sample: (d) => say`below ${n(d.minimum_sample)} members too few to judge`,
  satisfied_from: (d) => say`satisfied from ${n(d.satisfied_from)} of the scale`,
  login_events: (d) => say`logins are the events ${list(d.login_events)}`,
  gross_margin: (d) => say`gross margin ${percent(d.gross_margin)}`,

  onboarding_window_days: (d) => say`onboarding within ${n(d.onboarding_window_days)} days`,
  activation_window_days: (d) => say`activation within ${n(d.activation_window_days)} days`,
  early_adoption_days: (d) => say`a key feature within ${n(d.early_adoption_days)} days of sign-up`,
  first_engagement_days: (d) =>
    say`a meaningful action within ${n(d.first_engagement_days)} days of the first event`,
  reuse_days: (d) => say`used again within ${n(d.reuse_days)} days`,
  follow_up_days: (d) => say`seen again within ${n(d.follow_up_days)} days of activation`,
  adoption_days: (d) => say`a key action within ${n(d.adoption_days)} days of onboarding`,
  funnel_step_days: (d) => say`the next step within ${n(d.funnel_step_days)} days`,
  proactive_reply_days: (d) => say`answered within ${n(d.proactive_reply_days)} days`,
  lead_conversion_days: (d) => say`converted within ${n(d.lead_conversion_days)} days of creation`,
  free_to_paid_days: (d) => say`paying within ${n(d.free_to_paid_days)} days of the trial’s start`,
  trial_revenue_days: (d) =>
    say`revenue of the first ${n(d.trial_revenue_days)} days from the trial’s start`,
  referral_conversion_days: (d) =>
    say`referrals convert within ${n(d.referral_conversion_days)} days`,
  activation_to_expansion_days: (d) =>
    say`expansion within ${n(d.activation_to_expansion_days)} days of activation`,
  downgrade_to_churn_days: (d) =>
    say`lost within ${n(d.downgrade_to_churn_days)} days of a downgrade`,
  post_renewal_days: (d) => say`engaged within ${n(d.post_renewal_days)} days of the renewal`,
  feedback_after_activation_days: (d) =>
    say`answers within ${n(d.feedback_after_activation_days)} days of activation`,

  feedback_before_opening_days: (d) =>
    say`feedback of the ${n(d.feedback_before_opening_days)} days before the opening`,
  check_in_days: (d) => say`check-ins of the ${n(d.check_in_days)} days before the opening`,
  advocate_pause_days: (d) =>
    say`a first act of advocacy at least ${n(d.advocate_pause_days)} days before the period`,
  overdue_days: (d) => say`unpaid invoices leak from ${n(d.overdue_days)} days overdue`,
  renewal_grace_days: (d) =>
    d.renewal_grace_days === 0
      ? say`renewed by the contract’s last day`
      : say`renewed up to ${n(d.renewal_grace_days)} days late`,
  stuck_days: (d) => say`stuck after ${n(d.stuck_days)} days without a new step`,

  first_sessions: (d) =>
    d.first_sessions === 1
      ? say`the first session counts`
      : say`the first ${n(d.first_sessions)} sessions count`,
  habit_occurrences: (d) =>
    say`a habit from ${n(d.habit_occurrences)} sessions with the key action`,
  ongoing_weeks: (d) => say`weeks looked at: ${n(d.ongoing_weeks)}`,
  ongoing_weeks_used: (d) => say`used in at least ${n(d.ongoing_weeks_used)} of them`,
  trial_features: (d) => say`engaged from ${n(d.trial_features)} features`,
  activated_users: (d) => say`from ${n(d.activated_users)} activated users`,
  slacker_ratio: (d) => say`slack below ${percent(d.slacker_ratio)} of usual use`,
  victim_tickets: (d) => say`from ${n(d.victim_tickets)} tickets of one category in 30 days`,

  key_activation_milestones: (d) =>
    d.key_activation_milestones.length === 0
      ? say`key milestones are the required onboarding steps`
      : say`key milestones: ${list(d.key_activation_milestones)}`,
  win_rate_of: (d) =>
    d.win_rate_of === 'closed' ? say`of the deals closed` : say`of all deals open in the period`,
  win_back_of: (d) =>
    d.win_back_of === 'churned'
      ? say`of all who had left before`
      : say`of those who had left and got a win-back activity`,
  qbr_segments: (d) =>
    d.qbr_segments.length === 0
      ? say`every customer is due a review`
      : say`due a review: ${list(d.qbr_segments)}`,

  health_green_from: (d) => say`green from ${n(d.health_green_from)}`,
  health_amber_from: (d) => say`amber from ${n(d.health_amber_from)}`,
  at_risk_from: (d) => say`at risk from ${n(d.at_risk_from)}`,
  expansion_from: (d) => say`room to grow from ${n(d.expansion_from)}`,
  referral_ready_from: (d) => say`ready to refer from ${n(d.referral_ready_from)}`,
  unusual_from_z: (d) => say`unusual from a robust z of ${n(d.unusual_from_z)}`,
};

/** 0.8 → `80 %`, with the decimals that it has. */
function percent(share: number): Prose {
  return say`${n(Number((100 * share).toFixed(4)))} %`;
}
