import type { Definitions } from '../../settings/definitions.ts';

type Phrase = (definitions: Definitions) => string;

const list = (words: readonly string[]) => words.join(', ');

/** What each definition says as it is set, in words that fit after "in force:". */
export const phrases: Readonly<Record<keyof Definitions, Phrase>> = {
  past_due_grace_days: (d) => `past due counts for ${d.past_due_grace_days} days`,
  involuntary_end_reasons: (d) =>
    d.involuntary_end_reasons.length === 0
      ? 'no end reason is involuntary'
      : `involuntary: ${list(d.involuntary_end_reasons)}`,
  fx_max_age_days: (d) => `an exchange rate may be ${d.fx_max_age_days} days old`,
  minimum_sample: (d) => `below ${d.minimum_sample} members too few to judge`,
  satisfied_from: (d) => `satisfied from ${d.satisfied_from} of the scale`,
  login_events: (d) => `logins are the events ${list(d.login_events)}`,
  gross_margin: (d) => `gross margin ${percent(d.gross_margin)}`,

  onboarding_window_days: (d) => `onboarding within ${d.onboarding_window_days} days`,
  activation_window_days: (d) => `activation within ${d.activation_window_days} days`,
  early_adoption_days: (d) => `a key feature within ${d.early_adoption_days} days of sign-up`,
  first_engagement_days: (d) =>
    `a meaningful action within ${d.first_engagement_days} days of the first event`,
  reuse_days: (d) => `used again within ${d.reuse_days} days`,
  follow_up_days: (d) => `seen again within ${d.follow_up_days} days of activation`,
  adoption_days: (d) => `a key action within ${d.adoption_days} days of onboarding`,
  funnel_step_days: (d) => `the next step within ${d.funnel_step_days} days`,
  proactive_reply_days: (d) => `answered within ${d.proactive_reply_days} days`,
  lead_conversion_days: (d) => `converted within ${d.lead_conversion_days} days of creation`,
  free_to_paid_days: (d) => `paying within ${d.free_to_paid_days} days of the trial’s start`,
  trial_revenue_days: (d) =>
    `revenue of the first ${d.trial_revenue_days} days from the trial’s start`,
  referral_conversion_days: (d) => `referrals convert within ${d.referral_conversion_days} days`,
  activation_to_expansion_days: (d) =>
    `expansion within ${d.activation_to_expansion_days} days of activation`,
  downgrade_to_churn_days: (d) => `lost within ${d.downgrade_to_churn_days} days of a downgrade`,
  post_renewal_days: (d) => `engaged within ${d.post_renewal_days} days of the renewal`,
  feedback_after_activation_days: (d) =>
    `answers within ${d.feedback_after_activation_days} days of activation`,

  feedback_before_opening_days: (d) =>
    `feedback of the ${d.feedback_before_opening_days} days before the opening`,
  check_in_days: (d) => `check-ins of the ${d.check_in_days} days before the opening`,
  advocate_pause_days: (d) =>
    `a first act of advocacy at least ${d.advocate_pause_days} days before the period`,
  overdue_days: (d) => `unpaid invoices leak from ${d.overdue_days} days overdue`,
  renewal_grace_days: (d) =>
    d.renewal_grace_days === 0
      ? 'renewed by the contract’s last day'
      : `renewed up to ${d.renewal_grace_days} days late`,
  stuck_days: (d) => `stuck after ${d.stuck_days} days without a new step`,

  first_sessions: (d) =>
    d.first_sessions === 1
      ? 'the first session counts'
      : `the first ${d.first_sessions} sessions count`,
  habit_occurrences: (d) => `a habit from ${d.habit_occurrences} sessions with the key action`,
  ongoing_weeks: (d) => `weeks looked at: ${d.ongoing_weeks}`,
  ongoing_weeks_used: (d) => `used in at least ${d.ongoing_weeks_used} of them`,
  trial_features: (d) => `engaged from ${d.trial_features} features`,
  activated_users: (d) => `from ${d.activated_users} activated users`,
  slacker_ratio: (d) => `slack below ${percent(d.slacker_ratio)} of usual use`,
  victim_tickets: (d) => `from ${d.victim_tickets} tickets of one category in 30 days`,

  key_activation_milestones: (d) =>
    d.key_activation_milestones.length === 0
      ? 'key milestones are the required onboarding steps'
      : `key milestones: ${list(d.key_activation_milestones)}`,
  win_rate_of: (d) =>
    d.win_rate_of === 'closed' ? 'of the deals closed' : 'of all deals open in the period',
  win_back_of: (d) =>
    d.win_back_of === 'churned'
      ? 'of all who had left before'
      : 'of those who had left and got a win-back activity',
  qbr_segments: (d) =>
    d.qbr_segments.length === 0
      ? 'every customer is due a review'
      : `due a review: ${list(d.qbr_segments)}`,

  health_green_from: (d) => `green from ${d.health_green_from}`,
  health_amber_from: (d) => `amber from ${d.health_amber_from}`,
  at_risk_from: (d) => `at risk from ${d.at_risk_from}`,
  expansion_from: (d) => `room to grow from ${d.expansion_from}`,
  referral_ready_from: (d) => `ready to refer from ${d.referral_ready_from}`,
  unusual_from_z: (d) => `unusual from a robust z of ${d.unusual_from_z}`,
};

/** 0.8 → `80 %`, with the decimals that it has. */
function percent(share: number): string {
  return `${Number((100 * share).toFixed(4))} %`;
}
