import type { KpiText } from '../../kpis/kpi.ts';
import type { Settings } from '../../settings/schema.ts';

/** The settings that a KPI's value depends on, as they are in force; empty where none does. */
export function rulesInForce(kpi: KpiText, settings: Settings): string[] {
  const own = ruleOf.get(kpi.id)?.(settings.definitions) ?? [];
  return [...own, ...revenueRule(kpi, settings), ...weightsRule(kpi, settings)];
}

type Rule = (definitions: Settings['definitions']) => string[];

const onboarding: Rule = (d) => [`onboarding within ${d.onboarding_window_days} days`];
const activation: Rule = (d) => [`activation within ${d.activation_window_days} days`];
const logins: Rule = (d) => [`logins are the events ${d.login_events.join(', ')}`];
const expansion: Rule = (d) => [`room to grow from ${d.expansion_from}`];
const risk: Rule = (d) => [`at risk from ${d.at_risk_from}`];

const ruleOf: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['customer_satisfaction_score', (d) => [`satisfied from ${d.satisfied_from} of the scale`]],
  [
    'customer_health_score',
    (d) => [`green from ${d.health_green_from}, amber from ${d.health_amber_from}`],
  ],
  ['churn_risk_score', risk],
  ['at_risk_customers', (d) => [...risk(d), `or health below ${d.health_amber_from}`]],
  ['expansion_opportunity_score', expansion],
  ['expansion_intent_signal_rate', expansion],
  ['onboarding_completion_rate', onboarding],
  ['drop_off_rate_during_onboarding', onboarding],
  ['percent_of_accounts_completing_key_activation_milestones', onboarding],
  ['activation_rate', activation],
  ['activation_rate_by_source', activation],
  ['percent_completing_key_activation_tasks', activation],
  ['involuntary_churn_rate', (d) => [`involuntary: ${d.involuntary_end_reasons.join(', ')}`]],
  ['time_between_logins', logins],
  ['customer_engagement_score', logins],
]);

function revenueRule({ unit, tables }: KpiText, { definitions }: Settings): string[] {
  if (!tables.includes('subscription_periods') || !unit.startsWith('money')) return [];
  return [`past due counts for ${definitions.past_due_grace_days} days`];
}

function weightsRule({ id }: KpiText, { scores }: Settings): string[] {
  const signals = Object.keys(scores[id] ?? {});
  return signals.length === 0 ? [] : [`own weights or bounds for ${signals.join(', ')}`];
}
