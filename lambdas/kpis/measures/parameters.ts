import type { Definitions } from '../../settings/definitions.ts';
import type { Scope, Settings } from '../../settings/schema.ts';
import type { Relation } from '../../tables/relations.ts';

/** A part of the base that a reader sees, by an id that queries use. */
export interface NamedScope {
  readonly id: string;
  readonly scope: Scope;
}

/** Whole numbers of the definitions that queries look at, under their own names. */
const numbers = [
  'activation_window_days',
  'onboarding_window_days',
  'early_adoption_days',
  'first_engagement_days',
  'reuse_days',
  'follow_up_days',
  'adoption_days',
  'funnel_step_days',
  'proactive_reply_days',
  'lead_conversion_days',
  'free_to_paid_days',
  'trial_revenue_days',
  'referral_conversion_days',
  'activation_to_expansion_days',
  'downgrade_to_churn_days',
  'post_renewal_days',
  'renewal_grace_days',
  'feedback_after_activation_days',
  'feedback_before_opening_days',
  'check_in_days',
  'advocate_pause_days',
  'overdue_days',
  'first_sessions',
  'ongoing_weeks',
  'ongoing_weeks_used',
  'trial_features',
  'activated_users',
  'habit_occurrences',
] as const satisfies readonly (keyof Definitions)[];

/** Relations that hold the settings which queries look at. */
export function settingRelations(
  { definitions, time_zone }: Settings,
  scopes: readonly NamedScope[],
): readonly Relation[] {
  return [
    {
      name: 'parameters',
      columns: {
        time_zone: 'varchar',
        satisfied_from: 'decimal(18,6)',
        ...Object.fromEntries(numbers.map((name) => [name, 'bigint' as const])),
      },
      rows: [
        {
          time_zone,
          satisfied_from: definitions.satisfied_from,
          ...Object.fromEntries(numbers.map((name) => [name, definitions[name]])),
        },
      ],
    },
    {
      name: 'involuntary_end_reasons',
      columns: { end_reason: 'varchar' },
      rows: definitions.involuntary_end_reasons.map((end_reason) => ({ end_reason })),
    },
    {
      name: 'key_milestones',
      columns: { milestone_id: 'varchar' },
      rows: definitions.key_activation_milestones.map((milestone_id) => ({ milestone_id })),
    },
    {
      name: 'qbr_segments',
      columns: { segment: 'varchar' },
      rows: definitions.qbr_segments.map((segment) => ({ segment })),
    },
    {
      name: 'scopes',
      columns: {
        scope_id: 'varchar',
        dimension: 'varchar',
        value: 'varchar',
        dimensions: 'bigint',
      },
      rows: scopes.flatMap(scopeRows),
    },
  ];
}

function scopeRows({ id, scope }: NamedScope) {
  const dimensions = Object.keys(scope).length;
  return Object.entries(scope).flatMap(([dimension, values]) =>
    [...new Set(values)].map((value) => ({ scope_id: id, dimension, value, dimensions })),
  );
}
