import { z } from 'zod';
import { dimension } from './dimensions.ts';

/** Facts of an account that a rule may look at, in the order of accounts.csv; see the README for what each means. */
const field = z.enum([
  'mrr',
  'health',
  'health_change',
  'churn_risk',
  'churn_risk_change',
  'expansion_opportunity',
  'expansion_opportunity_change',
  'engagement',
  'adoption',
  'relationship_depth',
  'referral_readiness',
  'expansion_readiness',
  'usage_ratio',
  'days_since_login',
  'days_since_touch',
  'days_to_renewal',
  'open_tickets',
  'open_escalations',
  'tickets_30d',
  'most_of_one_category',
  'days_overdue',
  'latest_nps',
  'effort_change',
  'seat_use',
  'champions',
  'no_champion_touched',
  'know_it_all',
  'scheduled_churn',
  'months_since_first_payment',
  'onboarding_days_open',
  'days_since_onboarding_step',
  'new_growth_deals',
  'new_expansion_features',
]);
export type AccountField = z.infer<typeof field>;
export const accountFields = field.options;

/** All of them, unknown. */
export const noFacts = z
  .record(field, z.number().nullable())
  .parse(Object.fromEntries(accountFields.map((name) => [name, null])));

const accountCondition = z.strictObject({
  field,
  is: z.enum(['at_least', 'at_most', 'above', 'below']),
  value: z.number(),
});
export type AccountCondition = z.infer<typeof accountCondition>;

const kpiCondition = z
  .strictObject({
    kpi: z.string().regex(/^[a-z0-9_]+$/),
    /** Absent: the first one that the KPI is measured over. */
    window: z.string().optional(),
    /**
     * `worse_by`: by at least so much since the period before, in the KPI's unit. `unusually_worse`: it
     * left the usual range of its own history for the worse, and needs no value.
     */
    is: z.enum(['at_least', 'at_most', 'above', 'below', 'worse_by', 'unusually_worse']),
    /** Absent: the KPI's target in the settings; without one the condition never holds. */
    value: z.number().optional(),
  })
  .refine(({ is, value }) => is !== 'worse_by' || value !== undefined, {
    error: 'worse_by needs a value',
  });
export type KpiCondition = z.infer<typeof kpiCondition>;

/**
 * A rule: every condition holds → an action for an owner. `when` looks at each account, `when_kpi` at KPIs
 * of the whole company or, with `by`, of each value of a dimension. Unknown never fires a rule.
 */
export const playbook = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_]+$/),
    title: z.string().min(1),
    when: z.array(accountCondition).min(1).optional(),
    when_kpi: z.array(kpiCondition).min(1).optional(),
    by: dimension.optional(),
    /** Who acts on a KPI; absent: the edition's team. An account's owner is its manager. */
    owner: z.string().min(1).optional(),
    /** What to do, in words for the owner. */
    play: z.string().min(1),
    due_in_days: z.int().min(0).max(90),
    /** KPI that should move if the play works. */
    moves: z.string(),
    /**
     * The account's own number by which a later report tells whether it moved; absent: what the first
     * condition looks at, in the direction that ends the rule.
     */
    number: z.strictObject({ field, better: z.enum(['higher', 'lower']) }).optional(),
    kind: z.enum(['risk', 'growth', 'advocacy']),
  })
  .refine(({ when, when_kpi }) => (when === undefined) !== (when_kpi === undefined), {
    error: 'needs conditions on accounts (when) or on KPIs (when_kpi), and not both',
  });
export type Playbook = z.infer<typeof playbook>;
