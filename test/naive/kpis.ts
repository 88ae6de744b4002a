import { prepare } from './accounts.ts';
import { activationKpis } from './activation/kpis.ts';
import { commerceKpis } from './commerce/kpis.ts';
import { customerKpis } from './customers.ts';
import { onboardingKpis } from './onboarding.ts';
import type { NaiveOptions } from './options.ts';
import { patternKpis } from './patterns/kpis.ts';
import { productKpis } from './product/kpis.ts';
import type { NaiveRecord } from './record.ts';
import { referralKpis } from './referrals/kpis.ts';
import { relationKpis } from './relations/kpis.ts';
import { revenueKpis } from './revenue.ts';
import { scoreKpis } from './scores.ts';
import { supportKpis } from './support.ts';
import { surveyKpis } from './surveys.ts';
import { usageKpis } from './usage.ts';
import type { World } from './world.ts';

/** The KPIs of one period, calculated slowly and plainly from the specification. */
export function naiveKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const prepared = prepare(world, options);
  return [
    ...revenueKpis(prepared, options),
    ...customerKpis(prepared, options),
    ...supportKpis(prepared, options),
    ...surveyKpis(prepared, options),
    ...usageKpis(prepared, options),
    ...onboardingKpis(prepared, options),
    ...scoreKpis(world, options),
    ...patternKpis(world, options),
    ...productKpis(world, options),
    ...activationKpis(world, options),
    ...commerceKpis(prepared, options, world),
    ...relationKpis(prepared, options, world),
    ...referralKpis(prepared, options),
  ];
}

export { survivingAccounts } from './accounts.ts';
export type { Days, Definitions, NaiveOptions } from './options.ts';
export type { NaiveRecord } from './record.ts';
export { type NaiveScore, type NaiveScores, naiveScores } from './scores.ts';
export type { Row, World } from './world.ts';
