import type { EngineColumn } from '../tables/engine_columns.ts';

/** A staged table that is computed from canonical ones, so that a rule is applied once for all measures. */
export interface DerivedTable {
  readonly name: string;
  readonly query: string;
  /** Steps of staging that it reads. */
  readonly after?: readonly (keyof typeof stagingSteps)[];
  /** Made of events alone, each day for itself; has a column `day`. */
  readonly byDay?: boolean;
  /**
   * Made of one table by day alone, each user for itself, so that the rows of an earlier snapshot go on. The step
   * `redone` tells the users whose rows do not; the query ends with its order.
   */
  readonly fold?: { readonly of: string; readonly redone: keyof typeof stagingSteps };
  readonly columns: readonly EngineColumn[];
}

const columns = (types: Readonly<Record<string, string>>): readonly EngineColumn[] =>
  Object.entries(types).map(([name, type]) => ({ name, type }));

const days = (...names: readonly string[]) => types('date', names);
const instants = (...names: readonly string[]) => types('timestamp', names);
const texts = (...names: readonly string[]) => types('varchar', names);
/** Of a day: fewer than 2^31. */
const milliseconds = (...names: readonly string[]) => types('integer', names);
const counts = (...names: readonly string[]) => types('bigint', names);
const booleans = (...names: readonly string[]) => types('boolean', names);
const types = (type: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, type]));

/** Relations that staging keeps for its own later queries. */
export const stagingSteps: Readonly<Record<string, string>> = {
  ruling_spans: 'staging/ruling_spans.sql',
  redone_users: 'staging/redone_users.sql',
  user_uses: 'staging/user_uses.sql',
  user_steps: 'staging/user_steps.sql',
  account_steps: 'staging/account_steps.sql',
};

/** In the order in which they are made; `after` names the step that must run before. */
export const derivedTables: readonly DerivedTable[] = [
  {
    name: 'feature_roles',
    query: 'staging/feature_roles.sql',
    columns: columns(texts('role', 'feature_id')),
  },
  {
    name: 'recurring_spans',
    query: 'staging/recurring_spans.sql',
    after: ['ruling_spans'],
    columns: columns({
      ...texts('item_id', 'account_id', 'product', 'plan'),
      ...counts('seats'),
      ...texts('currency'),
      mrr_minor: 'decimal(20,6)',
      ...texts('status'),
      ...booleans('is_counting', 'is_paying', 'is_paused'),
      ...days('starts_on', 'ends_on'),
      ...texts('end_reason'),
      ...days('set_to_end_on'),
      ...booleans('ends_for_good'),
      lost_at_end_minor: 'decimal(21,6)',
      ...texts('change_reason'),
      ...booleans('is_overlap'),
    }),
  },
  {
    name: 'usage_daily',
    query: 'staging/usage_daily.sql',
    byDay: true,
    columns: columns({
      ...days('day'),
      ...texts('account_id', 'user_id', 'feature_id'),
      ...counts('events', 'logins'),
      ...instants('last_login_at'),
      ...milliseconds('first_ms', 'later_ms'),
    }),
  },
  {
    name: 'users_daily',
    query: 'staging/users_daily.sql',
    byDay: true,
    columns: columns({
      ...days('day'),
      ...texts('account_id', 'user_id'),
      ...counts('place'),
      ...milliseconds('first_ms', 'later_ms'),
    }),
  },
  {
    name: 'accounts_daily',
    query: 'staging/accounts_daily.sql',
    byDay: true,
    columns: columns({
      ...days('day'),
      ...texts('account_id'),
      ...counts('events', 'logins', 'users'),
      ...instants('last_login_at', 'first_at', 'last_at'),
    }),
  },
  {
    name: 'account_features_daily',
    query: 'staging/account_features_daily.sql',
    byDay: true,
    columns: columns({
      ...days('day'),
      ...texts('account_id', 'feature_id'),
      ...counts('events'),
    }),
  },
  {
    name: 'session_days',
    query: 'staging/session_days.sql',
    byDay: true,
    columns: columns({
      ...days('day'),
      ...texts('account_id', 'user_id', 'session_id'),
      ...counts('run_no'),
      ...texts('feature_id'),
      ...instants('first_at', 'later_at'),
    }),
  },
  {
    name: 'login_days',
    query: 'staging/login_days.sql',
    byDay: true,
    columns: columns({
      ...days('day'),
      ...texts('account_id', 'user_id'),
      ...milliseconds('occurred_ms'),
      ...counts('login_no'),
    }),
  },
  {
    name: 'first_uses',
    query: 'staging/first_uses.sql',
    fold: { of: 'session_days', redone: 'redone_users' },
    columns: columns({
      ...texts('account_id', 'user_id', 'feature_id'),
      ...counts('use_no', 'session_no'),
      ...texts('session_id'),
      ...instants('first_at', 'session_starts_at', 'session_ends_at'),
    }),
  },
  {
    name: 'expansion_uses',
    query: 'staging/expansion_uses.sql',
    columns: columns({ ...texts('account_id', 'feature_id'), ...instants('first_at') }),
  },
  {
    name: 'funnel_steps',
    query: 'staging/funnel_steps.sql',
    columns: columns({
      ...texts('account_id', 'user_id', 'flow_id', 'milestone_id'),
      ...instants('completed_at', 'next_completed_at'),
    }),
  },
  {
    name: 'user_journeys',
    query: 'staging/user_journeys.sql',
    after: ['user_uses', 'user_steps'],
    columns: columns({
      ...texts('user_id', 'account_id', 'role', 'acquisition_channel', 'contact_id'),
      ...instants('signed_up_at', 'deactivated_at', 'activated_at', 'basic_value_at'),
      ...instants('first_value_at', 'immediate_value_at', 'short_value_at'),
      ...instants('flow_started_at', 'flow_completed_at'),
      ...counts('flow_sessions'),
      ...instants('first_task_at'),
      ...counts('flow_steps', 'flow_steps_outside_first_session'),
      ...instants('entered_at'),
      ...days('activated_on'),
      ...instants('first_invite_at', 'first_event_at', 'first_feature_at'),
      ...instants('first_session_starts_at', 'core_at'),
      ...counts('core_session_no'),
      ...instants('key_at'),
      ...counts('key_session_no'),
      ...instants('key_2_at', 'key_3_at', 'critical_at', 'critical_2_at'),
      ...instants('activation_feature_at'),
      ...counts('top_features'),
      ...instants('top_last_at'),
      ...counts('top_sum_ms'),
    }),
  },
  {
    name: 'account_attributes',
    query: 'staging/account_attributes.sql',
    columns: columns({
      ...texts('account_id'),
      ...booleans('is_known'),
      ...texts('name', 'segment', 'plan', 'region', 'country', 'csm', 'onboarding_model'),
      ...texts('acquisition_channel', 'tags'),
      ...instants('created_at', 'closed_won_at', 'csm_assigned_at'),
      ...booleans('shares_domain'),
      ...days('first_paid_on'),
    }),
  },
  {
    name: 'account_journeys',
    query: 'staging/account_journeys.sql',
    after: ['account_steps'],
    columns: columns({
      ...texts('account_id'),
      ...instants('created_at', 'closed_won_at', 'csm_assigned_at', 'handed_over_at'),
      ...instants('onboarding_started_at', 'onboarding_completed_at'),
      ...instants('value_at', 'exceed_value_at', 'activated_at', 'referred_at'),
      ...instants('kickoff_at', 'outreach_after_onboarding_at'),
      ...instants('key_action_after_onboarding_at', 'expansion_use_at'),
      ...instants('expansion_signal_at'),
    }),
  },
  {
    name: 'survey_answers',
    query: 'staging/survey_answers.sql',
    columns: columns({
      ...texts('response_id', 'type'),
      score: 'decimal(18,6)',
      ...instants('responded_at'),
      ...texts('account_id', 'respondent', 'person'),
      ...types('decimal(19,6)', ['width', 'distance']),
      ...instants('activated_at'),
    }),
  },
];
