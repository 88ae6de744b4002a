import type { NaiveOptions } from '../options.ts';
import type { NaiveRecord } from '../record.ts';
import type { World } from '../world.ts';
import { adoption } from './adoption.ts';
import { calculated } from './calculation.ts';
import { companyOf } from './company.ts';
import { durations } from './durations.ts';
import { engagement } from './engagement.ts';
import { expansion } from './expansion.ts';
import { firstSessions } from './first_sessions.ts';
import { trials } from './trials.ts';

/** How the product is used; `world` is as it was landed. */
export function productKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  return calculated(companyOf(world, options), [
    ...adoption,
    ...firstSessions,
    ...engagement,
    ...durations,
    ...expansion,
    ...trials,
  ]);
}
