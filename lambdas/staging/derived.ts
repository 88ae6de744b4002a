import type { EngineColumn } from '../tables/engine_columns.ts';

/** A staged table that is computed from canonical ones, so that a rule is applied once for all measures. */
export interface DerivedTable {
  readonly name: string;
  readonly query: string;
  readonly columns: readonly EngineColumn[];
}

const columns = (types: Readonly<Record<string, string>>): readonly EngineColumn[] =>
  Object.entries(types).map(([name, type]) => ({ name, type }));

/** In the order in which they are made. */
export const derivedTables: readonly DerivedTable[] = [
  {
    name: 'recurring_spans',
    query: 'staging/recurring_spans.sql',
    columns: columns({
      item_id: 'varchar',
      account_id: 'varchar',
      plan: 'varchar',
      seats: 'bigint',
      currency: 'varchar',
      mrr_minor: 'decimal(20,6)',
      status: 'varchar',
      is_counting: 'boolean',
      is_paying: 'boolean',
      is_paused: 'boolean',
      starts_on: 'date',
      ends_on: 'date',
      end_reason: 'varchar',
      set_to_end_on: 'date',
      reason_set: 'varchar',
      change_reason: 'varchar',
      is_overlap: 'boolean',
    }),
  },
  {
    name: 'usage_daily',
    query: 'staging/usage_daily.sql',
    columns: columns({
      day: 'date',
      account_id: 'varchar',
      user_id: 'varchar',
      feature_id: 'varchar',
      events: 'bigint',
      logins: 'bigint',
      last_login_at: 'timestamp',
    }),
  },
];
