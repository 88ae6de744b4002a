import type { Context } from '../context.ts';
import type { Action, Prose } from '../model.ts';
import { reading } from '../references.ts';
import { counted, signed } from '../words/figures.ts';
import { thisPeriod } from '../words/period_words.ts';
import { capital, fixed, say } from '../words/say.ts';
import { atRiskOf, isRiskKnown } from './risks.ts';

/** Short, since a phone cuts it at about 40 characters: the numbers that the edition turns on. */
export function subjectOf(fired: readonly Action[], context: Context): Prose {
  const net = context.currency === null ? null : reading(context, 'net_new_mrr');
  const risk = riskWords(context);
  if (context.customers.length === 0 && net === null) return say`Nothing to report yet`;
  if (context.edition === 'weekly') return capital(say`${risk}, ${dueWords(fired.length)}`);
  const retention = reading(context, 'net_revenue_retention', { window: 'trailing_12_months' });
  if (context.edition === 'quarterly' && retention && net) {
    return say`Net retention ${retention}, MRR ${signed(net)}`;
  }
  return net
    ? say`MRR ${signed(net)}, ${risk}`
    : say`${counted(context.customers.length, 'customer')}, ${risk}`;
}

/** What a list of mails shows after the subject: the first thing to do, which the headline leads to. */
export function preheaderOf(fired: readonly Action[], context: Context): Prose {
  const [first] = fired;
  if (first === undefined) return say`No action is due ${thisPeriod(context.edition)}`;
  const stake = first.mrr ? say`, ${first.mrr} of MRR` : '';
  const whom = first.account === null ? '' : say` at ${first.account}`;
  return say`First: ${fixed(first.title)}${whom}${stake}, by ${{ date: first.due_on }}`;
}

function riskWords(context: Context): Prose {
  const atRisk = atRiskOf(context).length;
  if (atRisk > 0) return say`${counted(atRisk, 'customer')} at risk`;
  return isRiskKnown(context) ? say`nobody at risk` : say`risk unknown`;
}

function dueWords(actions: number): Prose {
  return actions === 0 ? say`no action due` : say`${counted(actions, 'action')} due`;
}
