import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import type { AccountField } from '../../settings/playbooks.ts';
import { holds } from '../actions/account_asks.ts';
import { accountRules } from '../actions/rules.ts';
import type { Context } from '../context.ts';
import type { Prose } from '../model.ts';
import { factWords, wholePercent } from '../words/account_facts.ts';
import { count, counted, days, score } from '../words/figures.ts';
import { chain, list, say } from '../words/say.ts';

/** What a reader can keep in mind of one account. */
const mostSeen = 3;
const mostSilent = 4;

/** An account at a cut-off before its end, as it could be known then. */
export interface Past {
  /** Label of the period that ended there. */
  readonly period: string;
  readonly facts: Scorecard['facts'];
}

/** What the rules had warned of. */
export function seenOf({ period, facts }: Past, context: Context): Prose {
  const fields = alarmed(facts, context);
  if (fields.length === 0) return say`At the end of ${{ period }} no rule had warned.`;
  const about = { facts, currency: context.currency };
  const seen = fields.slice(0, mostSeen).map((field) => factWords(field, facts[field] ?? 0, about));
  return say`At the end of ${{ period }} the rules warned: ${list(seen)}.`;
}

/** Signals that were known then and looked well; null where every one had warned. */
export function unseenOf({ facts }: Past, context: Context): Prose | null {
  const warned = new Set(alarmed(facts, context));
  const silent = calm.flatMap(({ field, words }) => {
    const value = facts[field];
    const told = value === null || warned.has(field) ? null : words(value, context);
    return told === null ? [] : [told];
  });
  if (silent.length === 0) return null;
  const told = chain(silent.slice(0, mostSilent), (all, one) => say`${all}; ${one}`);
  return say`What stayed silent: ${told}.`;
}

/** Fields that rules of risk looked at which held, in the order of the rules. */
function alarmed(facts: Past['facts'], context: Context): AccountField[] {
  const fired = accountRules(context).filter(
    ({ playbook, when }) => playbook.kind === 'risk' && holds(when, facts),
  );
  return [...new Set(fired.flatMap(({ when }) => when.map(({ field }) => field)))];
}

interface Calm {
  readonly field: AccountField;
  /** Null where the value is a warning after all, though no rule looks at it. */
  readonly words: (value: number, context: Context) => Prose | null;
}

/** What each signal says when it sees nothing wrong, the ones that should have seen most first. */
const calm: readonly Calm[] = [
  {
    field: 'churn_risk',
    words: (value, { settings }) =>
      value < settings.definitions.at_risk_from
        ? say`churn risk was ${score(value)}, below the alarm at ${score(settings.definitions.at_risk_from)}`
        : null,
  },
  {
    field: 'health',
    words: (value, { settings: { definitions } }) =>
      value < definitions.health_amber_from
        ? null
        : say`health was ${score(value)}, above the alarm at ${score(definitions.health_amber_from)}`,
  },
  {
    field: 'usage_ratio',
    words: (value) =>
      value < 0.6 ? null : say`use was at ${wholePercent(value)} of its usual level`,
  },
  {
    field: 'no_champion_touched',
    words: (value) => (value > 0 ? null : say`a champion was in touch`),
  },
  {
    field: 'latest_nps',
    words: (value) => (value <= 6 ? null : say`the latest NPS answer was ${count(value)}`),
  },
  {
    field: 'days_since_touch',
    words: (value) => (value >= 60 ? null : say`the last talk was ${days(value)} before`),
  },
  {
    field: 'tickets_30d',
    words: (value) =>
      value === 0
        ? say`no ticket was written`
        : value < 3
          ? say`only ${counted(value, 'ticket')} came`
          : null,
  },
  { field: 'days_overdue', words: (value) => (value > 0 ? null : say`no invoice was overdue`) },
];
