import { answered, counted, durations, type FactFile, timed, within } from './fact_files.ts';

/**
 * Queries that are made of facts: files are put together so that no query reads a base table twice.
 * A fact is named once, in the file that states it.
 */
export const factQueries = {
  cohorts: [
    within(
      'user_clocks',
      'activation',
      'activation_by_channel',
      'activation_conversion',
      'key_tasks',
      'early_adoption',
      'activation_features',
      'first_engagement',
      'critical_reuse',
      'flow_in_time',
      'flow_in_sessions',
    ),
    within('account_clocks', 'onboarding', 'adoption'),
    within('step_clocks', 'onboarding_step', 'key_milestones'),
    within('funnel_clocks', 'funnel', 'funnel_step'),
    within('lead_clocks', 'lead_conversion'),
    within('trial_clocks', 'free_to_paid'),
    within('referral_clocks', 'referral_conversion', 'referral_incentive'),
    counted('feature_use', 'feature_user', 'retained_feature_user'),
  ],
  durations: [
    durations(
      'account_durations',
      'time_to_value',
      'time_to_exceed_value',
      'kickoff_lag',
      'handoff_time',
      'time_to_expansion_use',
      'time_to_expansion_signal',
    ),
    durations('login_gaps', 'login_gap'),
    durations('ticket_durations', 'ticket_solved'),
    durations('lead_durations', 'time_to_pql', 'time_to_meeting'),
    durations('referral_durations', 'referral_conversion_time'),
    counted('feedback_givers', 'feedback_giver'),
  ],
  user_use: [
    counted('user_use', 'key_exploration', 'ongoing_adoption', 'inviter'),
    counted('session_depth', 'three_sessions'),
  ],
  account_use: [
    counted('account_use', 'active_account', 'multi_role', 'existing_active'),
    counted('activated_accounts', 'broadly_activated'),
    counted('cross_sell', 'cross_sell'),
    counted('check_ins', 'check_ins', 'check_ins_squared', 'check_ins_of_kept'),
  ],
  starts: [
    counted(
      'new_users',
      'core_in_first_sessions',
      'key_in_first_session',
      'flow_in_first_session',
      'back_after_activation',
      'back_not_due',
    ),
    counted('expansion_first_uses', 'expansion_first_use'),
    counted('progression', 'flow_progress'),
    counted('renewal_clocks', 'renewal_due', 'renewal_pending'),
    counted('pql_revenue', 'pql_account', 'pql_revenue'),
  ],
  answers: [
    answered('lead_answers', 'lead_response', 'lead_contact'),
    answered('outreach_answers', 'outreach_after_onboarding'),
    durations(
      'user_durations',
      'time_to_first_value',
      'time_to_basic_value',
      'time_to_immediate_value',
      'time_to_short_value',
      'time_to_first_referral',
      'time_to_key_action',
      'time_to_repeat',
      'time_to_habit',
      'action_to_activation',
    ),
    counted('tickets', 'ticket_created', 'ticket_replies', 'ticket_escalated_open'),
    counted('trial_use', 'trial_user', 'trial_account'),
  ],
  relationship: [
    within('follow_ups', 'follow_up'),
    counted(
      'touches',
      'touches',
      'introduction_asked',
      'review_due',
      'reviews',
      'reviews_with_referral_intent',
    ),
    counted('customer_tickets', 'customer_tickets'),
    counted('referral_program', 'participant', 'prompt_accepted', 'prompt_interacted'),
    counted('leakage', 'unpaid_use', 'unpaid_invoice'),
  ],
  voice: [
    counted('nps_persons', 'detractor_person'),
    counted('tones', 'mention'),
    counted('community', 'community_at_start', 'community_at_end'),
    counted('advocacy', 'advocate_customer', 'former_advocate'),
    counted('achieved_plans', 'plan_benefit', 'plan_cost'),
    counted('referred_deals', 'pipeline', 'referred_pipeline', 'strategic_referral_closed'),
    counted(
      'working_time',
      'customer_work',
      'csm_capacity',
      'customer_work_by_csm',
      'csm_capacity_by_csm',
    ),
    timed('velocity', 'velocity'),
  ],
  selling: [
    counted('deals', 'deal_closed', 'deal_open', 'forecast_deal', 'sold_to_customer'),
    counted('lead_counts', 'mql', 'sql'),
    counted('trial_revenue', 'trial_joiner', 'trial_revenue'),
    counted(
      'contract_renewals',
      'contract_renewal',
      'customer_renewal',
      'contract_value',
      'renewed_value',
    ),
    counted('win_back', 'approached_to_return'),
  ],
  buying: [
    counted('purchases', 'purchase', 'buyer'),
    counted('newcomers', 'newcomer'),
    counted('leavers', 'leaver', 'leaver_mrr', 'leaver_of_segment'),
    counted('downgrades', 'downgrade_due', 'downgrade_pending', 'unrated_change'),
    counted('activation_growth', 'expansion_due', 'expansion_pending'),
    counted('proactive_replies', 'proactive_due', 'proactive_pending'),
  ],
} as const;

export type FactName = (typeof factQueries)[keyof typeof factQueries][number]['facts'][number];

const waiting = new Set<string>(
  Object.values<readonly FactFile[]>(factQueries)
    .flat()
    .flatMap(({ shape, facts }) => (['within', 'answered'].includes(shape) ? facts : [])),
);

/** Whether members of the fact may not be due yet. */
export function waits(fact: FactName): boolean {
  return waiting.has(fact);
}
