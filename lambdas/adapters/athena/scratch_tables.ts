import { dayTables } from '../../staging/by_day/tables.ts';
import { findTable } from '../../tables/catalogue.ts';
import { type EngineColumn, sqlColumns } from '../../tables/engine_columns.ts';

/** Relation that an engine stores → its columns by type; a test holds them against what the queries give. */
const made: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  account_identity: {
    varchar: 'source source_id account_id rule',
    boolean: 'is_cycle',
  },
  ruling_spans: {
    varchar: 'item_id account_id product plan currency status end_reason reason_set change_reason',
    bigint: 'seats',
    'decimal(20,6)': 'mrr_minor',
    date: 'starts_on ends_on set_to_end_on',
    boolean: 'is_overlap',
  },
  redone_users: { varchar: 'user_id' },
  user_uses: {
    varchar: 'user_id account_id first_session_id',
    timestamp: `first_event_at first_feature_at first_session_starts_at first_session_ends_at core_at
      key_at key_2_at key_3_at critical_at critical_2_at activation_feature_at top_last_at`,
    bigint: 'core_session_no key_session_no top_features top_sum_ms',
  },
  user_steps: {
    varchar: 'user_id',
    timestamp: `activated_at basic_value_at first_value_at immediate_value_at short_value_at
      flow_started_at flow_completed_at first_task_at`,
    bigint: 'flow_sessions flow_steps flow_steps_outside_first_session',
  },
  account_steps: {
    varchar: 'account_id',
    timestamp: `onboarding_started_at onboarding_completed_at value_at exceed_value_at handoff_at
      activated_at referred_at`,
  },
  account_segments: { varchar: 'account_id dimension value' },
  account_edges: {
    bigint: 'window_id seats',
    varchar: 'account_id currency',
    'decimal(38,6)': 'opening closing paused_opening paused_closing inside discount_end_closing',
    integer: 'has_paused_opening has_paused_closing has_paid_before',
  },
  account_movements: {
    bigint: 'window_id seats',
    varchar: 'account_id currency',
    'decimal(38,6)': `opening closing pause resume new reactivation expansion expansion_discount_end
      contraction churn kept came_and_went`,
    boolean: `was_paying is_paying was_base is_base has_paid_before is_new is_expanded is_downgraded
      is_first_currency`,
  },
  lost_accounts: {
    bigint: 'window_id',
    varchar: 'account_id end_reason',
    boolean: 'is_involuntary',
  },
  mrr_changes: {
    bigint: 'window_id',
    varchar: 'account_id unrated_currency',
    date: 'day',
    boolean: 'has_fallen has_risen was_paying is_paying was_base is_base',
  },
};

export interface ScratchTable {
  readonly name: string;
  readonly columns: readonly EngineColumn[];
}

/** Every relation that staging and measuring keep for their own later queries. */
export const scratchTables: readonly ScratchTable[] = [
  ...['accounts', 'account_links', 'contacts'].map((name) => ({
    name: `current_${name}`,
    columns: sqlColumnsOf(name),
  })),
  // Days that are unloaded each into its folder are made together.
  ...dayTables.map(({ name, columns }) => ({
    name: `unloaded_${name}`,
    columns: columns.some((column) => column.name === 'day')
      ? columns
      : [...columns, { name: 'day', type: 'date' }],
  })),
  ...Object.entries(made).map(([name, types]) => ({
    name,
    columns: Object.entries(types).flatMap(([type, names]) =>
      names.split(/\s+/).map((column) => ({ name: column, type })),
    ),
  })),
];

function sqlColumnsOf(name: string): readonly EngineColumn[] {
  const table = findTable(name);
  return table ? sqlColumns(table) : [];
}
