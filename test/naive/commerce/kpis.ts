import type { NaiveOptions } from '../options.ts';
import type { NaiveRecord } from '../record.ts';
import type { World } from '../world.ts';
import { dailyKpis } from './daily.ts';
import { dealKpis } from './deals.ts';
import { exitKpis } from './exits.ts';
import { growthKpis } from './growth.ts';
import { leadKpis } from './leads.ts';
import { leakageKpis } from './leakage.ts';
import { lifetimeKpis } from './lifetime_value.ts';
import { purchaseKpis } from './purchases.ts';
import { renewalKpis } from './renewals.ts';
import { trialKpis } from './trials.ts';

/** Acquisition, customers and revenue. `world` is prepared from `whole`, of which a segment is a part. */
export function commerceKpis(
  world: World,
  options: NaiveOptions,
  whole: World,
): readonly NaiveRecord[] {
  return [
    ...leadKpis(world, options),
    ...trialKpis(world, options),
    ...purchaseKpis(world, options),
    ...lifetimeKpis(world, options),
    ...renewalKpis(world, options),
    ...growthKpis(world, options, whole),
    ...dailyKpis(world, options),
    ...exitKpis(world, options),
    ...leakageKpis(world, options),
    ...dealKpis(world, options),
  ];
}
