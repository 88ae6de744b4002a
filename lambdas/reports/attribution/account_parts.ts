import { type AccountMoment, type Scorecard, scoreIds } from '../../kpis/scores/scorecard.ts';
import type { Context } from '../context.ts';
import type { Change, Decomposition } from './decomposition.ts';
import { type Effect, meanEffects, type Part, sumEffects } from './effects.ts';

/** The change by account, where accounts make it: movements of MRR, and means of account scores. */
export function byAccounts(change: Change, { accounts }: Context): Decomposition[] {
  const effects = effectsOf(change.now.kpi, accounts);
  return effects === null ? [] : [{ dimension: 'account', effects }];
}

function effectsOf(kpi: string, accounts: readonly Scorecard[]): Effect[] | null {
  const score = scoreIds.find((id) => id === kpi);
  if (score !== undefined) {
    const parts = accounts.map((account) => partOf(account, (moment) => moment.scores[score]));
    return meanEffects(parts.filter(({ before, now }) => before !== null || now !== null));
  }
  const moved = movedBy.get(kpi);
  if (moved === undefined) return null;
  const parts = accounts.map((account) => ({ name: account.name, ...bothPeriods(account, moved) }));
  return sumEffects(parts.filter(({ before, now }) => before !== 0 || now !== 0));
}

/** Every customer with a score counts alike in its mean. */
function partOf(
  { name, history }: Scorecard,
  score: (moment: AccountMoment) => number | null,
): Part {
  const share = (moment: AccountMoment | undefined) => {
    const value = moment?.is_customer ? score(moment) : null;
    return value === null ? null : { value, weight: 1 };
  };
  return { name, before: share(history.at(-2)), now: share(history.at(-1)) };
}

/** What an account did to a KPI between two cut-offs of its own. */
type Moved = (from: AccountMoment | undefined, to: AccountMoment) => number;

const mrr = (moment: AccountMoment | undefined) => moment?.mrr ?? 0;
const stays: Moved = (from, to) => (mrr(from) > 0 && mrr(to) > 0 ? mrr(to) - mrr(from) : 0);

/**
 * Read from recurring revenue at the cut-offs, which is what the period before has of an account. Where that
 * is not what was booked, as with several currencies or a pause, the parts do not add up and are not shown.
 */
const movedBy: ReadonlyMap<string, Moved> = new Map<string, Moved>([
  ['net_new_mrr', (from, to) => mrr(to) - mrr(from)],
  ['churned_mrr', (from, to) => (to.is_lost ? mrr(from) : 0)],
  ['expansion_revenue', (from, to) => Math.max(0, stays(from, to))],
  ['contraction_mrr', (from, to) => Math.max(0, -stays(from, to))],
  ['new_mrr', (from, to) => (mrr(from) === 0 ? mrr(to) : 0)],
]);

function bothPeriods({ history }: Scorecard, moved: Moved): { before: number; now: number } {
  const [first, second, third] = [history.at(-3), history.at(-2), history.at(-1)];
  return {
    before: second === undefined ? 0 : moved(first, second),
    now: third === undefined ? 0 : moved(second, third),
  };
}
