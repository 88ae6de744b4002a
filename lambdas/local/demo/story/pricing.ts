import type { Segment } from './plots.ts';

export type Currency = 'USD' | 'EUR' | 'GBP' | 'JPY';
export type Billing = 'monthly' | 'annual';
export type Plan = 'free' | 'starter' | 'growth' | 'scale';
export type Product = 'platform' | 'insights';

/** What is charged for; the rest of a subscription does not change its price. */
export interface Priced {
  readonly product: Product;
  readonly plan: Plan;
  readonly seats: number;
  /** 1 before the price rise. */
  readonly priceFactor: number;
  /** 0.2 is 20 % off. */
  readonly discount: number;
  readonly currency: Currency;
  readonly billing: Billing;
}

/** US dollars a month. */
const prices: Readonly<Record<Plan, { base: number; seat: number }>> = {
  free: { base: 0, seat: 0 },
  starter: { base: 99, seat: 26 },
  growth: { base: 520, seat: 74 },
  scale: { base: 1700, seat: 106 },
};
const insights = { base: 180, seat: 15 };

/** Price lists abroad are round factors, not the day's rate. */
const perDollar: Readonly<Record<Currency, number>> = { USD: 1, EUR: 0.9, GBP: 0.78, JPY: 150 };

/** The yen has no minor unit. */
const minorUnits: Readonly<Record<Currency, number>> = {
  USD: 100,
  EUR: 100,
  GBP: 100,
  JPY: 1,
};

export const cycleMonths: Readonly<Record<Billing, number>> = { monthly: 1, annual: 12 };
const yearInAdvance = 0.9;

/** Price of one billing cycle in whole minor units. */
export function cyclePrice(priced: Priced): number {
  const { base, seat } = priced.product === 'insights' ? insights : prices[priced.plan];
  const months = cycleMonths[priced.billing] * (priced.billing === 'annual' ? yearInAdvance : 1);
  const list = (base + seat * priced.seats) * months * perDollar[priced.currency];
  const net = list * priced.priceFactor * (1 - priced.discount);
  return Math.round(net * minorUnits[priced.currency]);
}

/** Minor units a month, unrounded: a year's price is a twelfth of it. */
export function monthlyPrice(priced: Priced): number {
  return cyclePrice(priced) / cycleMonths[priced.billing];
}

export function minorFromDollars(dollars: number, currency: Currency): number {
  return Math.round(dollars * perDollar[currency]) * minorUnits[currency];
}

export const nextPlan: Readonly<Record<Plan, Plan>> = {
  free: 'starter',
  starter: 'growth',
  growth: 'scale',
  scale: 'scale',
};

export const planBelow: Readonly<Record<Plan, Plan>> = {
  free: 'free',
  starter: 'starter',
  growth: 'starter',
  scale: 'growth',
};

/** Fewest and most seats that a new customer buys. */
export const firstSeats: Readonly<Record<Segment, readonly [number, number]>> = {
  smb: [3, 7],
  mid_market: [8, 18],
  enterprise: [26, 72],
};
