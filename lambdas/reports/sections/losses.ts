import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import { compare } from '../book.ts';
import type { Context } from '../context.ts';
import { money } from '../words/figures.ts';

/** Lost accounts that are told of, at most. */
const mostAccounts = 5;

export interface Loss {
  readonly account: Scorecard;
  /** What it paid last, which a pause may have ended before it was lost. */
  readonly paid: number;
}

/** The largest first. */
export function lossesOf({ accounts }: Context): Loss[] {
  const lost = accounts.filter(({ is_lost }) => is_lost);
  return lost
    .map((account) => ({ account, paid: lastPaid(account) }))
    .sort((a, b) => b.paid - a.paid || compare(a.account.account_id, b.account.account_id));
}

function lastPaid({ opening_mrr, history }: Scorecard): number {
  return opening_mrr || (history.findLast(({ mrr }) => (mrr ?? 0) > 0)?.mrr ?? 0);
}

/** Those from the size in the settings on, else from the middle one of them; at most five. */
export function largestOf(all: readonly Loss[], context: Context): readonly Loss[] {
  return all.filter(({ paid }) => paid >= leastPaid(all, context)).slice(0, mostAccounts);
}

function leastPaid(all: readonly Loss[], { settings }: Context): number {
  return settings.post_mortem_from_mrr ?? all[Math.floor((all.length - 1) / 2)]?.paid ?? 0;
}

/** Null without a currency to add up in. */
export function paidBy(losses: readonly Loss[], { currency }: Context) {
  if (currency === null) return null;
  return money(
    losses.reduce((sum, { paid }) => sum + paid, 0),
    currency,
  );
}
