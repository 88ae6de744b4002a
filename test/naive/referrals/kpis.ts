import type { NaiveOptions } from '../options.ts';
import type { NaiveRecord } from '../record.ts';
import type { World } from '../world.ts';
import { conversionKpis } from './conversions.ts';
import { referredDealKpis } from './deals.ts';
import { programmeKpis } from './programme.ts';
import { referredKpis } from './referred.ts';

/** Referrals. `world` is prepared. */
export function referralKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  return [
    ...referredKpis(world, options),
    ...programmeKpis(world, options),
    ...conversionKpis(world, options),
    ...referredDealKpis(world, options),
  ];
}
