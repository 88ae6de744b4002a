import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import { byMrr } from '../book.ts';
import type { Context } from '../context.ts';
import type { Figure, Prose, Report, Tile } from '../model.ts';
import { spoken } from '../words/codes.ts';
import { count, counted, money } from '../words/figures.ts';
import { movementsOf } from '../words/movements.ts';
import { ofThePeriod, thisPeriod } from '../words/period_words.ts';
import { list, say } from '../words/say.ts';
import { betterThanUsual, targetsReached } from './kpi_wins.ts';
import { lessonOf } from './lessons.ts';

const gainWords = {
  new: (mrr: Figure) => say`became a customer with ${mrr} of MRR`,
  reactivation: (mrr: Figure) => say`came back with ${mrr} of MRR`,
  resume: (mrr: Figure) => say`resumed with ${mrr} of MRR`,
  expansion: (mrr: Figure) => say`grew by ${mrr} of MRR`,
} as const;

/** One account that did well, and how. */
interface Win {
  readonly account: Scorecard;
  /** MRR gained; 0 for a recovery alone. */
  readonly gain: number;
  readonly what: readonly Prose[];
}

/** What went well, accounts first, then KPIs, and what the losses teach. */
export function winsOf(tiles: readonly Tile[], context: Context): Report['wins'] {
  const wins = accountWins(context);
  const kpiWins = [...betterThanUsual(tiles), ...targetsReached(tiles, context)].slice(0, 2);
  const rows = wins
    .slice(0, context.longest)
    .map(({ account, what }) => say`${account.name} ${list(what)}.`);
  return {
    title: titleOf(wins, kpiWins, context),
    rows: [...rows, ...kpiWins, ...lessonOf(context)],
  };
}

function accountWins(context: Context): Win[] {
  const gains = gainsOf(context);
  return [...context.accounts]
    .sort(byMrr)
    .map((account) => winOf(account, gains))
    .filter(({ what }) => what.length > 0)
    .sort((a, b) => b.gain - a.gain);
}

type Gain = { readonly account: Scorecard; readonly amount: number; readonly words: Prose };

function gainsOf(context: Context): Gain[] {
  const { currency } = context;
  if (currency === null) return [];
  return movementsOf(context).flatMap(({ account, kind, amount }) => {
    if (kind === 'contraction' || kind === 'pause' || kind === 'churn') return [];
    const words = gainWords[kind](money(amount, currency));
    return [{ account, amount, words }];
  });
}

function winOf(account: Scorecard, gains: readonly Gain[]): Win {
  const own = gains.filter((gain) => gain.account === account);
  const recovery = hasRecovered(account)
    ? [say`went from ${spoken(account.previous_tier ?? '')} to green`]
    : [];
  return {
    account,
    gain: own.reduce((sum, { amount }) => sum + amount, 0),
    what: [...own.map(({ words }) => words), ...recovery],
  };
}

export function hasRecovered({ tier, previous_tier, is_customer }: Scorecard): boolean {
  return is_customer && tier === 'green' && (previous_tier === 'red' || previous_tier === 'amber');
}

function titleOf(wins: readonly Win[], kpiWins: readonly Prose[], context: Context): Prose {
  const [first] = wins;
  if (first === undefined) {
    const moved = counted(kpiWins.length, 'KPI');
    return kpiWins.length === 0
      ? say`No win to report ${thisPeriod(context.edition)}`
      : say`${moved} took a good turn`;
  }
  if (wins.length === 1)
    return say`${first.account.name} is the win ${ofThePeriod(context.edition)}`;
  const gain = wins.reduce((sum, win) => sum + win.gain, 0);
  const recovered = wins.filter(({ account }) => hasRecovered(account)).length;
  const parts = [
    ...(gain > 0 && context.currency !== null
      ? [say`${money(gain, context.currency)} of MRR gained`]
      : []),
    ...(recovered > 0 ? [say`${count(recovered)} back to green`] : []),
  ];
  return say`${counted(wins.length, 'account')} did well: ${list(parts)}`;
}
