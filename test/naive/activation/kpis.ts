import type { NaiveOptions } from '../options.ts';
import { calculated } from '../product/calculation.ts';
import { companyOf } from '../product/company.ts';
import type { NaiveRecord } from '../record.ts';
import type { World } from '../world.ts';
import { customers } from './customers.ts';
import { dropOff } from './drop_off.ts';
import { durations } from './durations.ts';
import { rates } from './rates.ts';

/** Onboarding and activation; `world` is as it was landed. */
export function activationKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  return calculated(companyOf(world, options), [...rates, ...dropOff, ...durations, ...customers]);
}
