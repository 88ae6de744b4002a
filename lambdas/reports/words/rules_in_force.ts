import type { KpiText } from '../../kpis/kpi.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Prose } from '../model.ts';
import { say } from './say.ts';
import { phrases } from './setting_phrases.ts';

/** A setting as it is in force. */
export interface RuleInForce {
  /** Where it stands in the settings file, e.g. `definitions.past_due_grace_days`. */
  readonly setting: string;
  readonly phrase: Prose;
}

/**
 * The settings that a KPI's value depends on, as a report says them; empty where none does. How long what is
 * past due counts is said with amounts of money and not again with every rate of them.
 */
export function rulesInForce(kpi: KpiText, settings: Settings): Prose[] {
  const { definitions } = settings;
  const grace = countsSpans(kpi) && kpi.unit.startsWith('money') ? [graceOf(settings)] : [];
  const own = (kpi.settings ?? []).map((name) => phrases[name](definitions));
  return distinct([...own, ...grace, ...weightsOf(kpi, settings)]);
}

function distinct(all: readonly Prose[]): Prose[] {
  return [...new Map(all.map((prose) => [JSON.stringify(prose), prose])).values()];
}

/** All of them with their names, for those who look a KPI up. */
export function settingsInForce(kpi: KpiText, settings: Settings): readonly RuleInForce[] {
  const names = new Set(kpi.settings ?? []);
  if (countsSpans(kpi)) names.add('past_due_grace_days');
  const own = [...names].map((name) => ({
    setting: `definitions.${name}`,
    phrase: phrases[name](settings.definitions),
  }));
  const weights = weightsOf(kpi, settings).map((phrase) => ({
    setting: `scores.${kpi.id}`,
    phrase,
  }));
  return [...own, ...weights];
}

const countsSpans = ({ tables }: KpiText) => tables.includes('subscription_periods');

const graceOf = ({ definitions }: Settings) => phrases.past_due_grace_days(definitions);

function weightsOf({ id }: KpiText, { scores }: Settings): Prose[] {
  const signals = Object.keys(scores[id] ?? {});
  return signals.length === 0 ? [] : [say`own weights or bounds for ${signals.join(', ')}`];
}
