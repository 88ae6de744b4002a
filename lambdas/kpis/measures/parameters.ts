import type { Scope, Settings } from '../../settings/schema.ts';
import type { Relation } from '../../tables/relations.ts';

/** A part of the base that a reader sees, by an id that queries use. */
export interface NamedScope {
  readonly id: string;
  readonly scope: Scope;
}

/** Relations that hold the settings which queries look at. */
export function settingRelations(
  { definitions }: Settings,
  scopes: readonly NamedScope[],
  expansionFeatures: readonly string[],
): readonly Relation[] {
  return [
    {
      name: 'parameters',
      columns: {
        onboarding_window_days: 'bigint',
        activation_window_days: 'bigint',
        satisfied_from: 'decimal(18,6)',
      },
      rows: [
        {
          onboarding_window_days: definitions.onboarding_window_days,
          activation_window_days: definitions.activation_window_days,
          satisfied_from: definitions.satisfied_from,
        },
      ],
    },
    {
      name: 'involuntary_end_reasons',
      columns: { end_reason: 'varchar' },
      rows: definitions.involuntary_end_reasons.map((end_reason) => ({ end_reason })),
    },
    {
      name: 'expansion_features',
      columns: { feature_id: 'varchar' },
      rows: expansionFeatures.map((feature_id) => ({ feature_id })),
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
