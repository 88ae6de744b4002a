import { Temporal } from 'temporal-polyfill';
import { type Scorecard, scoreIds } from '../../kpis/scores/scorecard.ts';
import { defaultPlaybooks } from '../../settings/default_playbooks.ts';
import type { Playbook } from '../../settings/playbooks.ts';
import { byMrr, mrrOf, ownerOf } from '../book.ts';
import type { Context } from '../context.ts';
import type { Action, Prose } from '../model.ts';
import { factWords } from '../words/account_facts.ts';
import { capital, list } from '../words/say.ts';
import { signalsBehind } from './reasons.ts';

/** Reasons that an action gives; more would hide the first. */
const mostReasons = 4;

/**
 * Every action that the rules ask for, one for each account and kind. Accounts at risk come first, then
 * other warnings, then growth: only what may be lost is at stake. Among them, most MRR first.
 */
export function firedActions(context: Context): Action[] {
  const accounts = [...context.customers].sort(byMrr);
  const ask = (some: readonly Scorecard[], kind: Playbook['kind']) =>
    some.flatMap((account) => actionOf(account, kind, context));
  return [
    ...ask(
      accounts.filter((account) => account.at_risk),
      'risk',
    ),
    ...ask(
      accounts.filter((account) => !account.at_risk),
      'risk',
    ),
    ...ask(accounts, 'growth'),
  ];
}

/** The first rule that fires gives the play, the others add their reasons. */
function actionOf(account: Scorecard, kind: Playbook['kind'], context: Context): Action[] {
  const rules = context.settings.playbooks ?? defaultPlaybooks;
  const fired = rules.filter((rule) => rule.kind === kind && fires(rule, account));
  const [rule] = fired;
  if (rule === undefined) return [];
  const kpi = context.kpis.find(({ id }) => id === rule.moves);
  return [
    {
      playbook: rule.id,
      title: rule.title,
      owner: ownerOf(account),
      due_on: workingDay(context.period.end, rule.due_in_days),
      account_id: account.account_id,
      account: account.name,
      mrr: mrrOf([account], context),
      reason: reasonOf(fired, account, context),
      play: rule.play,
      moves: kpi?.label ?? rule.moves.replaceAll('_', ' '),
      kind,
    },
  ];
}

/** Unknown never fires a rule. */
function fires({ when }: Playbook, { facts }: Scorecard): boolean {
  return when.every(({ field, is, value }) => {
    const fact = facts[field];
    if (fact === null) return false;
    return {
      at_least: fact >= value,
      at_most: fact <= value,
      above: fact > value,
      below: fact < value,
    }[is];
  });
}

/** The fact by which a rule looks at each score. */
const fieldOf = {
  customer_health_score: 'health',
  churn_risk_score: 'churn_risk',
  expansion_opportunity_score: 'expansion_opportunity',
} as const;

/** What the rules looked at; a score that fired also says what is behind it. */
function reasonOf(fired: readonly Playbook[], account: Scorecard, context: Context): Prose {
  const { facts } = account;
  const fields = new Set(fired.flatMap(({ when }) => when.map(({ field }) => field)));
  const seen = [...fields].map((field) =>
    factWords(field, facts[field] ?? 0, { facts, currency: context.currency }),
  );
  const scores = scoreIds.filter((id) => fields.has(fieldOf[id]));
  const behind = signalsBehind(scores, account, context);
  return capital(list(distinct([...seen, ...behind]).slice(0, mostReasons)));
}

function distinct(all: readonly Prose[]): Prose[] {
  return [...new Map(all.map((prose) => [JSON.stringify(prose), prose])).values()];
}

/** Nobody is asked for anything on a weekend. */
function workingDay(end: string, inDays: number): string {
  const day = Temporal.PlainDate.from(end).add({ days: inDays });
  const monday = day.dayOfWeek > 5 ? 8 - day.dayOfWeek : 0;
  return day.add({ days: monday }).toString();
}
