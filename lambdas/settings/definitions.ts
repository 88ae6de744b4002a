import { z } from 'zod';

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
    onboarding_window_days: z.int().min(1).default(60),
    activation_window_days: z.int().min(1).default(14),
    /** Normalised score from which an answer is satisfied: 0.75 is 4 of 1–5. */
    satisfied_from: z.number().min(0).max(1).default(0.75),
    /** Names of events that are a login. */
    login_events: z.array(z.string()).min(1).default(['login']),
    health_green_from: z.number().default(70),
    health_amber_from: z.number().default(40),
    at_risk_from: z.number().default(70),
    expansion_from: z.number().default(70),
    /** Robust z, on the last 13 periods, from which a change is called a change. */
    unusual_from_z: z.number().positive().default(3),
  })
  .prefault({});
export type Definitions = z.infer<typeof definitions>;
