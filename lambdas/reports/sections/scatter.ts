import type { Scorecard, Tier } from '../../kpis/scores/scorecard.ts';
import { byMrr } from '../book.ts';
import type { Scatter } from '../chart_sections.ts';
import type { Context } from '../context.ts';
import { money, score } from '../words/figures.ts';

const mostPoints = 400;
const mostNotable = 3;
const largestFew = 10;
const tiers = ['green', 'amber', 'red'] as const;

interface Placed {
  readonly account: Scorecard;
  readonly health: number;
  readonly mrr: number;
  readonly tier: Tier;
}

/** Health against revenue, of the longer editions; null where MRR has no one currency. */
export function scatterOf({ edition, currency, customers }: Context): Scatter | null {
  if (edition === 'weekly' || currency === null || customers.length === 0) return null;
  const placed = [...customers].sort(byMrr).flatMap(placedOf);
  const largest = placed.slice(0, largestFew);
  const of = (among: readonly Placed[], tier: Tier) => among.filter((one) => one.tier === tier);
  const sum = (among: readonly Placed[]) => among.reduce((all, { mrr }) => all + mrr, 0);
  return {
    points: placed.slice(0, mostPoints).map(({ health, mrr, tier }) => ({ health, mrr, tier })),
    tiers: tiers.map((tier) => {
      const own = of(placed, tier);
      return { tier, accounts: own.length, mrr: money(sum(own), currency) };
    }),
    largest: {
      accounts: largest.length,
      green: of(largest, 'green').length,
      amber: of(largest, 'amber').length,
      red: of(largest, 'red').length,
    },
    notable: notableOf(placed.slice(0, mostPoints), currency),
    undrawn: Math.max(0, placed.length - mostPoints),
    unplaced: customers.length - placed.length,
  };
}

function placedOf(account: Scorecard): Placed[] {
  const { mrr, tier, scores } = account;
  const health = scores.customer_health_score.value;
  if (mrr === null || mrr <= 0 || health === null || tier === null) return [];
  return [{ account, health, mrr, tier }];
}

/** Red before amber, and the largest of each: what there is to lose. */
function notableOf(placed: readonly Placed[], currency: string): Scatter['notable'] {
  const worst = (['red', 'amber'] as const).flatMap((tier) =>
    placed.flatMap((one, point) => (one.tier === tier ? [{ ...one, point }] : [])),
  );
  return worst.slice(0, mostNotable).map(({ account, health, mrr, tier, point }) => ({
    name: account.name,
    health: score(health),
    mrr: money(mrr, currency),
    point,
    tier,
  }));
}
