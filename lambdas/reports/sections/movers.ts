import type { Context } from '../context.ts';
import type { QualityFacts } from '../facts.ts';
import type { Prose, Report } from '../model.ts';
import { count, counted, money, percent, signed } from '../words/figures.ts';
import { type Movement, movementsOf, wordsOf } from '../words/movements.ts';
import { thisPeriod } from '../words/period_words.ts';
import { fixed, say } from '../words/say.ts';

/** The accounts that moved net new MRR most; null without accounts. */
export function moversOf(context: Context): Report['movers'] {
  const { currency, longest, accounts } = context;
  if (accounts.length === 0) return null;
  if (currency === null || accounts.some(({ movements }) => movements === null)) {
    return { title: noRanking(context.quality), rows: [] };
  }
  const movements = movementsOf(context);
  const rows = movements.slice(0, longest).map((movement) => ({
    name: movement.account.name,
    what: wordsOf(movement),
    amount: signed(money(movement.amount, currency)),
    tone: movement.tone,
  }));
  return { title: titleOf(movements, context, currency), rows };
}

function titleOf(movements: readonly Movement[], context: Context, currency: string): Prose {
  const [first] = movements;
  if (first === undefined) {
    return say`No account changed what it pays ${thisPeriod(context.edition)}`;
  }
  const accounts = new Set(movements.map(({ account }) => account.account_id)).size;
  const amount = signed(money(first.amount, currency));
  if (accounts === 1) return say`${first.account.name} alone moved MRR: ${amount}`;
  const shown = new Set(movements.slice(0, 3).map(({ account }) => account.account_id)).size;
  if (shown === accounts) {
    return say`${counted(accounts, 'account')} moved MRR, ${first.account.name} the most`;
  }
  return say`${count(shown)} of ${counted(accounts, 'account')} made ${shareOfTop(movements)} of all movement in MRR, ${first.account.name} the most`;
}

function shareOfTop(movements: readonly Movement[]) {
  const size = (some: readonly Movement[]) =>
    some.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  return percent(size(movements.slice(0, 3)) / size(movements));
}

/** A ranking that leaves some amounts out would name the wrong account. */
function noRanking({ missing_rates: [reason] }: QualityFacts): Prose {
  return say`Who moved MRR cannot be ranked: ${fixed(reason ?? 'there is no reporting currency')}`;
}
