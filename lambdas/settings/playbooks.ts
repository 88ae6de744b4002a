import { z } from 'zod';

/** Facts of an account that a rule may look at; see the README for what each means. */
const field = z.enum([
  'mrr',
  'health',
  'health_change',
  'churn_risk',
  'churn_risk_change',
  'expansion_opportunity',
  'usage_ratio',
  'days_since_login',
  'days_since_touch',
  'days_to_renewal',
  'open_tickets',
  'open_escalations',
  'tickets_30d',
  'days_overdue',
  'latest_nps',
  'effort_change',
  'seat_use',
  'champions',
  'scheduled_churn',
  'months_since_first_payment',
  'onboarding_days_open',
]);
export type AccountField = z.infer<typeof field>;

const condition = z.strictObject({
  field,
  is: z.enum(['at_least', 'at_most', 'above', 'below']),
  value: z.number(),
});

/** A rule: every condition holds for an account → an action for its owner. Unknown never fires a rule. */
export const playbook = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/),
  title: z.string().min(1),
  when: z.array(condition).min(1),
  /** What to do, in words for the owner. */
  play: z.string().min(1),
  due_in_days: z.int().min(0).max(90),
  /** KPI that should move if the play works. */
  moves: z.string(),
  kind: z.enum(['risk', 'growth']),
});
export type Playbook = z.infer<typeof playbook>;
