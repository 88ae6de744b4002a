import { riskWithoutHindsight } from '../../kpis/scores/hindsight.ts';
import type { ChosenAccount } from '../../kpis/timelines.ts';
import { customersAt } from '../actions/customers_at.ts';
import type { Context } from '../context.ts';
import type { Prose, Report } from '../model.ts';
import { count, counted } from '../words/figures.ts';
import { say } from '../words/say.ts';
import { type Loss, largestOf, lossesOf, paidBy } from './losses.ts';
import { firstDay, postMortemOf } from './post_mortem.ts';
import type { Past } from './silence.ts';

/** Of the monthly and quarterly editions: every lost account above a size in retrospect; null without any. */
export function postMortemsOf(context: Context): Report['post_mortems'] {
  const all = lossesOf(context);
  const told = largestOf(all, context);
  if (context.edition === 'weekly' || told.length === 0) return null;
  const then = new Map(customersAt(context, 1).map((one) => [one.account_id, one.facts]));
  return {
    title: titleOf(told, all, context),
    accounts: told.map((loss) => postMortemOf(loss, pastOf(loss, then, context), context)),
    rest: restOf(told, all, context),
  };
}

/** Whose dated facts the post-mortems need. */
export function postMortemAccounts(context: Context): ChosenAccount[] {
  if (context.edition === 'weekly') return [];
  const stretch = { from: firstDay(context), until: context.period.end };
  return largestOf(lossesOf(context), context).map(({ account }) => ({
    account_id: account.account_id,
    ...stretch,
  }));
}

function titleOf(told: readonly Loss[], all: readonly Loss[], context: Context): Prose {
  const amount = paidBy(told, context);
  const paying = amount ? say` who paid ${amount}` : '';
  const [only] = told;
  if (all.length === 1 && only) return say`What led to the loss of ${only.account.name}`;
  if (told.length === all.length)
    return say`What led to the loss of ${counted(told.length, 'customer')}${paying}`;
  return say`What led to the loss of ${count(told.length)} of ${counted(all.length, 'customer')}${paying}`;
}

function restOf(told: readonly Loss[], all: readonly Loss[], context: Context): Prose | null {
  const rest = all.slice(told.length);
  const amount = paidBy(rest, context);
  if (rest.length === 0) return null;
  const paying = amount ? say`, ${amount} of MRR together` : '';
  return say`Not told here: ${counted(rest.length, 'smaller loss', 'smaller losses')}${paying}.`;
}

/** What was known at the last cut-off before the period; null where it was no customer then. */
function pastOf(
  { account }: Loss,
  then: ReadonlyMap<string, Past['facts']>,
  { settings }: Context,
): Past | null {
  const moment = account.history.at(-2);
  const facts = then.get(account.account_id);
  if (moment === undefined || facts === undefined) return null;
  const churn_risk = riskWithoutHindsight(moment, settings.scores);
  return { period: moment.period, facts: { ...facts, churn_risk } };
}
