import { type Dice, dice, type Some } from '../random.ts';
import { companyOf } from '../words/companies.ts';
import { type Csm, csmOf, type Region } from '../words/team.ts';
import type { World } from '../world.ts';
import { type Part, type Plot, partOf } from './plots.ts';
import type { Billing, Currency } from './pricing.ts';

export type OnboardingModel = 'product_led' | 'self_serve' | 'white_glove';

/** What an account is, before anything happens to it. */
export interface Profile extends Part {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly region: Region;
  readonly country: string;
  readonly currency: Currency;
  readonly billing: Billing;
  readonly csm: Csm;
  readonly channel: string;
  readonly onboarding: OnboardingModel;
  /** When the office opens, in hours UTC. */
  readonly opensAt: number;
}

export const channels: Some<readonly [string, number]> = [
  ['paid_search', 22],
  ['content', 24],
  ['events', 14],
  ['partner', 14],
  ['outbound', 26],
];

const countries: Readonly<Record<Region, Some<readonly [string, Currency, number]>>> = {
  EMEA: [
    ['DE', 'EUR', 7],
    ['GB', 'GBP', 8],
    ['NL', 'EUR', 6],
    ['SE', 'USD', 9],
    ['PL', 'USD', 9],
    ['ZA', 'USD', 9],
  ],
  AMER: [
    ['US', 'USD', 0],
    ['US', 'USD', 0],
    ['US', 'USD', 0],
    ['CA', 'USD', 0],
    ['BR', 'USD', 0],
  ],
  APAC: [
    ['AU', 'USD', 0],
    ['SG', 'USD', 0],
    ['JP', 'JPY', 0],
    ['IN', 'USD', 0],
  ],
};
const opening: Readonly<Record<Region, number>> = { EMEA: 7, AMER: 13, APAC: 0 };

/** Plots that end badly: seldom referred, more often with a manager who calls too little. */
const unhappy: ReadonlySet<Plot> = new Set<Plot>([
  'lost',
  'champion_lost',
  'pause_ended',
  'release_lost',
  'never_onboarded',
  'leaving',
  'sleepy',
]);

/** Plots that need a bill every month: a card that fails, a pause, a few months of discount. */
const billedMonthly: ReadonlySet<Plot> = new Set<Plot>([
  'card_failed',
  'pause_ended',
  'paused',
  'release_lost',
  'never_onboarded',
  'merged',
  'discounted',
]);

export function accountId(index: number): string {
  return `a-${String(index + 1).padStart(5, '0')}`;
}

export function profileOf(world: World, index: number): Profile {
  const part = partOf(world.seed, index);
  const roll = dice(world.seed, index, 'profile');
  const region = roll.weighted<Region>([
    ['EMEA', 42],
    ['AMER', 42],
    ['APAC', 16],
  ]);
  const [country, currency] = roll.pick(countries[region]);
  return {
    ...part,
    ...companyOf(world.seed, index),
    index,
    id: accountId(index),
    region,
    country,
    currency,
    billing: billingOf(part, roll),
    csm: csmOf(index, region, unhappy.has(part.plot), roll),
    channel: channelOf(part, roll),
    onboarding: onboardingOf(part, roll),
    opensAt: opening[region],
  };
}

/** Has every seat in use and looks at the second product: the one to offer it to this week. */
export function isReadyToGrow({ plot, nth }: Part): boolean {
  return plot === 'growing' && nth % 3 === 2;
}

function billingOf({ plot, segment }: Part, roll: Dice): Billing {
  const annual = { smb: 0.35, mid_market: 0.65, enterprise: 0.95 }[segment];
  return roll.chance(annual) && !billedMonthly.has(plot) ? 'annual' : 'monthly';
}

function channelOf({ plot }: Part, roll: Dice): string {
  const referred = unhappy.has(plot) ? 0.06 : 0.18;
  return roll.chance(referred) ? 'referral' : roll.weighted(channels);
}

function onboardingOf({ segment }: Part, roll: Dice): OnboardingModel {
  if (segment === 'enterprise') return 'white_glove';
  if (segment === 'mid_market') return roll.pick(['white_glove', 'white_glove', 'self_serve']);
  return roll.pick(['product_led', 'product_led', 'self_serve']);
}
