import { isClosedIn, isOpenAt, winRate } from '../commerce/deals.ts';
import { minorOf, moneyOf } from '../commerce/invoices.ts';
import { ratesOfPeriod } from '../commerce/standings.ts';
import { ifThere, periodOf } from '../commerce/within.ts';
import { total } from '../money.ts';
import type { NaiveOptions } from '../options.ts';
import { type NaiveRecord, percent } from '../record.ts';
import { isTrue, type Row, rowsOf, text, type World } from '../world.ts';

const isReferred = (deal: Row): boolean => text(deal, 'referral_id') !== null;

/** What referred deals are worth of all that are open at the end. */
function pipeline(world: World, options: NaiveOptions): NaiveRecord {
  const { until } = periodOf(options);
  const open = rowsOf(world, 'opportunities').filter((deal) => isOpenAt(deal, until));
  const worthOf = (deals: readonly Row[]) =>
    total(
      deals.map((deal) => moneyOf(deal, minorOf(deal, 'amount_minor'))),
      ratesOfPeriod(world, options),
    );
  const name = { kpi: 'referral_opportunity_pipeline_contribution_rate' };
  return percent(name, worthOf(open.filter(isReferred)), worthOf(open));
}

/** `world` is prepared. */
export function referredDealKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const names = [
    { kpi: 'referral_opportunity_pipeline_contribution_rate' },
    { kpi: 'strategic_referral_win_rate' },
  ];
  return ifThere(world, ['opportunities'], names, () => {
    const strategic = rowsOf(world, 'opportunities').filter(
      (deal) =>
        isClosedIn(deal, periodOf(options)) &&
        isReferred(deal) &&
        isTrue(deal, 'is_strategic_source'),
    );
    return [pipeline(world, options), winRate('strategic_referral_win_rate', strategic)];
  });
}
