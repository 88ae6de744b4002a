import type { Scorecard } from '../kpis/scores/scorecard.ts';
import type { Context } from './context.ts';
import type { Figure } from './model.ts';
import { money } from './words/figures.ts';

type Ranked = Pick<Scorecard, 'mrr' | 'name' | 'account_id'>;

/** Most recurring revenue first; unknown last, then by name, so that reruns give the same order. */
export function byMrr(a: Ranked, b: Ranked): number {
  const [mine, other] = [a.mrr ?? -1, b.mrr ?? -1];
  return other - mine || compare(a.name, b.name) || compare(a.account_id, b.account_id);
}

/** By code unit: the order of a locale depends on the machine. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** MRR of accounts together; null where a rate is missing. */
export function mrrOf(
  accounts: readonly Pick<Scorecard, 'mrr'>[],
  { currency }: Pick<Context, 'currency'>,
): Figure | null {
  if (currency === null || accounts.some(({ mrr }) => mrr === null)) return null;
  return money(
    accounts.reduce((sum, { mrr }) => sum + (mrr ?? 0), 0),
    currency,
  );
}

/** How many were not at risk at the previous period's end; null where that is known of none. */
export function newlyAtRisk(
  atRisk: readonly Scorecard[],
  { settings }: Pick<Context, 'settings'>,
): number | null {
  const known = atRisk.filter(
    ({ previous, previous_tier }) => (previous.churn_risk_score ?? previous_tier) !== null,
  );
  if (known.length === 0) return null;
  const from = settings.definitions.at_risk_from;
  return known.filter(
    ({ previous, previous_tier }) =>
      previous_tier !== 'red' && (previous.churn_risk_score ?? 0) < from,
  ).length;
}

/** An account without a customer success manager still needs somebody to act. */
export function ownerOf(account: Scorecard): string {
  return account.csm ?? 'unassigned';
}
