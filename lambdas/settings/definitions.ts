import { z } from 'zod';

const days = (value: number) => z.int().min(1).max(730).default(value);
const times = (value: number) => z.int().min(1).max(100).default(value);

/** Every rule that a reasonable reader might want otherwise, with our default; reports print the one in force. */
export const definitions = z
  .strictObject({
    /** Days that a past-due span goes on counting; from then on it is involuntary churn. */
    past_due_grace_days: z.int().min(0).max(365).default(30),
    /** End reasons that make a loss involuntary. */
    involuntary_end_reasons: z.array(z.string()).default(['payment_failed', 'business_closed']),
    /** How old the newest rate before a period's last day may be: banks publish none on holidays. */
    fx_max_age_days: z.int().min(0).max(31).default(7),
    /** Below this many members a rate, mean or median is shown as too few to judge. */
    minimum_sample: z.int().min(1).default(10),
    /** Normalised score from which an answer is satisfied: 0.75 is 4 of 1–5. */
    satisfied_from: z.number().min(0).max(1).default(0.75),
    /** Names of events that are a login. */
    login_events: z.array(z.string()).min(1).default(['login']),
    /** Share of revenue that is left after the cost of delivering it, for lifetime values. */
    gross_margin: z.number().min(0).max(1).default(0.8),

    // Windows of "within W" rates, in days of 24 hours.
    onboarding_window_days: days(60),
    activation_window_days: days(14),
    early_adoption_days: days(14),
    first_engagement_days: days(7),
    reuse_days: days(14),
    follow_up_days: days(7),
    /** From the end of onboarding to a key action. */
    adoption_days: days(30),
    /** From one step of a funnel to the next. */
    funnel_step_days: days(30),
    proactive_reply_days: days(7),
    lead_conversion_days: days(90),
    free_to_paid_days: days(30),
    /** Revenue counted from the start of a trial. */
    trial_revenue_days: days(90),
    referral_conversion_days: days(90),
    activation_to_expansion_days: days(90),
    downgrade_to_churn_days: days(90),
    post_renewal_days: days(30),
    feedback_after_activation_days: days(90),

    // Look-backs from an edge of the period, in days.
    feedback_before_opening_days: days(90),
    check_in_days: days(90),
    /** An advocate's first act lies at least so far back. */
    advocate_pause_days: days(30),
    /** Days overdue from which an unpaid invoice is leakage. */
    overdue_days: days(60),
    /** Days after its end by which a contract may still be renewed. */
    renewal_grace_days: z.int().min(0).max(365).default(0),
    /** Days without a new onboarding step from which a customer is stuck. */
    stuck_days: days(30),

    // Counts that make a rule.
    /** Sessions that are a user's first ones. */
    first_sessions: z.int().min(1).max(3).default(3),
    /** Occurrences of the key action that make it a habit. */
    habit_occurrences: z.int().min(2).max(3).default(3),
    ongoing_weeks: times(4),
    /** Of those weeks, in how many a key feature is used by one who has adopted it. */
    ongoing_weeks_used: times(3),
    trial_features: times(3),
    /** Activated users that make an account broadly activated. */
    activated_users: times(3),
    /** Share of its usual use per day below which a customer is a slacker. */
    slacker_ratio: z.number().positive().default(0.5),
    /** Tickets of one category in 30 days that make a customer a victim. */
    victim_tickets: times(3),

    // Whom and what a rate counts.
    /** Milestones that complete activation of an account; none: the required onboarding steps. */
    key_activation_milestones: z.array(z.string()).default([]),
    /** `closed`: won of closed deals. `all`: won of all deals that were open in the period. */
    win_rate_of: z.enum(['closed', 'all']).default('closed'),
    /** `churned`: all who had left before. `campaign`: those of them who got a win-back activity. */
    win_back_of: z.enum(['churned', 'campaign']).default('churned'),
    /** Segments that are due a QBR; none: every customer. */
    qbr_segments: z.array(z.string()).default([]),

    health_green_from: z.number().default(70),
    health_amber_from: z.number().default(40),
    at_risk_from: z.number().default(70),
    expansion_from: z.number().default(70),
    referral_ready_from: z.number().default(70),
    /** Robust z, on the last 13 periods, from which a change is called a change. */
    unusual_from_z: z.number().positive().default(3),
  })
  .prefault({});
export type Definitions = z.infer<typeof definitions>;
