import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import { mrrOf } from '../book.ts';
import type { Context } from '../context.ts';
import type { Prose, Report } from '../model.ts';
import { spoken } from '../words/codes.ts';
import { count, counted } from '../words/figures.ts';
import { plural, say } from '../words/say.ts';

type Health = NonNullable<Report['health']>;

const bands = [
  { tier: 'green', label: 'Green', tone: 'good' },
  { tier: 'amber', label: 'Amber', tone: 'warning' },
  { tier: 'red', label: 'Red', tone: 'bad' },
] as const;
const unknown = { label: 'No score', tone: 'neutral' } as const;

/** Customers by health tier, with their MRR; null without customers. */
export function healthOf(context: Context): Health | null {
  const { customers } = context;
  if (customers.length === 0) return null;
  const of = (tier: Scorecard['tier']) => customers.filter((account) => account.tier === tier);
  const band = (
    accounts: readonly Scorecard[],
    label: string,
    tone: Health['bands'][number]['tone'],
  ) => ({
    label,
    tone,
    accounts: accounts.length,
    mrr: mrrOf(accounts, context),
  });
  const unscored = of(null);
  return {
    title: titleOf(context),
    bands: [
      ...bands.map(({ tier, label, tone }) => band(of(tier), label, tone)),
      ...(unscored.length === 0 ? [] : [band(unscored, unknown.label, unknown.tone)]),
    ],
  };
}

function titleOf(context: Context): Prose {
  const { customers } = context;
  const scored = customers.filter(({ tier }) => tier !== null);
  const [only] = customers;
  if (scored.length === 0) return say`No customer has enough signals for a health score`;
  if (customers.length === 1 && only)
    return say`${only.name}, the one customer here, is ${spoken(only.tier ?? '')}`;
  const red = scored.filter(({ tier }) => tier === 'red');
  const mrr = mrrOf(red, context);
  if (red.length > 0 && mrr) {
    return say`${count(red.length)} of ${counted(scored.length, 'scored customer')} ${plural(red.length, 'is', 'are')} red and ${plural(red.length, 'holds', 'hold')} ${mrr} of MRR`;
  }
  if (red.length > 0) {
    return say`${count(red.length)} of ${counted(scored.length, 'scored customer')} ${plural(red.length, 'is', 'are')} red`;
  }
  const green = scored.filter(({ tier }) => tier === 'green').length;
  if (green === scored.length) return say`Every customer with a score is green`;
  return say`No customer is red; ${count(green)} of ${count(scored.length)} ${plural(green, 'is', 'are')} green`;
}
