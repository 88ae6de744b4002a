/** A measure query: counts and sums by window, dimension and value; KPIs name it and never a query of their own. */
export interface Subject {
  readonly query: string;
  /** Relation that later queries of the run read, where the rows are kept rather than returned. */
  readonly stored?: true;
}

const measure = (name: string): Subject => ({ query: `kpis/measures/${name}.sql` });
const stored = (name: string): Subject => ({ ...measure(name), stored: true });

/** In the order in which they run: what is stored is read by those after it. */
export const subjects = {
  account_segments: stored('account_segments'),
  first_payments: stored('first_payments'),
  account_edges: stored('account_edges'),
  account_movements: stored('account_movements'),
  lost_accounts: stored('lost_accounts'),
  recurring_revenue: measure('recurring_revenue'),
  scheduled_churn: measure('scheduled_churn'),
  customer_lifespan: measure('customer_lifespan'),
  cohort_retention: measure('cohort_retention'),
  usage: measure('usage'),
  feature_breadth: measure('feature_breadth'),
  feature_users: measure('feature_users'),
  tickets: measure('tickets'),
  support_cost: measure('support_cost'),
  surveys: measure('surveys'),
  onboarding: measure('onboarding'),
  activation: measure('activation'),
  time_to_value: measure('time_to_value'),
  account_facts: measure('account_facts'),
  account_standing: measure('account_standing'),
  usage_signals: measure('usage_signals'),
  ticket_signals: measure('ticket_signals'),
  survey_signals: measure('survey_signals'),
  touch_signals: measure('touch_signals'),
  invoice_signals: measure('invoice_signals'),
  renewal_signals: measure('renewal_signals'),
  opportunity_signals: measure('opportunity_signals'),
  onboarding_signals: measure('onboarding_signals'),
} as const satisfies Readonly<Record<string, Subject>>;

export type SubjectName = keyof typeof subjects;
