import { compare, type Fraction, one } from '../../../tables/cells/fraction.ts';
import { type Cycle, monthly } from '../../billing/monthly.ts';
import type { MapContext } from '../../source.ts';
import { cycleAmount, cycleOf, minorOf, type Price, priceOf, quantityOf } from '../prices.ts';
import type { Subscription } from '../shapes/subscription.ts';

/** An item that a subscription runs on, and what it costs a month before discounts. */
export interface Bought {
  /** `plan`, of which there is one, else the id of its price. */
  readonly key: string;
  readonly priceId: string;
  readonly product: string | null;
  readonly seats: string | null;
  readonly cycle: Cycle;
  readonly list: Fraction;
}

export interface Basket {
  readonly bought: readonly Bought[];
  /** Prices of items that nobody can say the amount of. */
  readonly unknown: readonly string[];
}

interface Position {
  readonly priceId: string;
  readonly isPlan: boolean;
  readonly quantity: Fraction | undefined;
  readonly free: Fraction | undefined;
  readonly unit: Fraction | undefined;
  readonly stated: Fraction | undefined;
  readonly cycle: Cycle | undefined;
}

/** What recurs of a subscription: neither charges that come once nor what is billed by use. */
export function basketOf(subscription: Subscription, context: MapContext): Basket {
  const bought: Bought[] = [];
  const unknown: string[] = [];
  for (const position of positionsOf(subscription)) {
    const price = priceOf(context, position.priceId);
    if (price?.recurs === false) continue;
    const item = boughtOf(position, price, subscription, context);
    if (item) bought.push(item);
    else unknown.push(position.priceId);
  }
  return { bought, unknown };
}

function boughtOf(
  position: Position,
  price: Price | undefined,
  subscription: Subscription,
  { note }: MapContext,
): Bought | undefined {
  const { priceId, isPlan, quantity, stated } = position;
  const { billing_period, billing_period_unit } = subscription;
  const cycle = position.cycle ?? price?.cycle ?? cycleOf(billing_period, billing_period_unit);
  const computed = amountOf(position, price, subscription);
  if (computed && stated && compare(computed, stated) !== 0) {
    note('subscription_periods', 'amount that Chargebee states is not what the price comes to');
  }
  const amount = computed ?? stated;
  if (!amount || !cycle) return undefined;
  const seats = isPlan && price?.model !== 'flat_fee' ? wholeText(quantity) : null;
  const key = isPlan ? 'plan' : priceId;
  const product = price?.product ?? null;
  return { key, priceId, product, seats, cycle, list: monthly(amount, cycle) };
}

/** What was agreed with this customer counts before what the catalogue says. */
function amountOf(
  { priceId, unit, quantity, free }: Position,
  price: Price | undefined,
  { item_tiers, currency_code: currency }: Subscription,
): Fraction | undefined {
  const own = item_tiers?.filter(({ item_price_id }) => item_price_id === priceId) ?? [];
  const listed = minorOf(price?.priced.price, price?.priced.price_in_decimal, currency);
  const tiers = own.length > 0 ? own : (price?.priced.tiers ?? []);
  const model = price?.model ?? null;
  return cycleAmount({ model, unit: unit ?? listed, tiers, quantity, free, currency });
}

export const wholeText = (quantity: Fraction | undefined) =>
  quantity?.denominator === 1n ? String(quantity.numerator) : null;

function positionsOf(subscription: Subscription): readonly Position[] {
  const { subscription_items, currency_code } = subscription;
  if (!subscription_items) return older(subscription);
  return subscription_items
    .filter((item) => item.item_type !== 'charge' && !item.metered_quantity)
    .map((item) => ({
      priceId: item.item_price_id,
      isPlan: item.item_type === 'plan',
      quantity: quantityOf(item.quantity, item.quantity_in_decimal),
      free: quantityOf(item.free_quantity, item.free_quantity_in_decimal),
      unit: minorOf(item.unit_price, item.unit_price_in_decimal, currency_code),
      stated: minorOf(item.amount, item.amount_in_decimal, currency_code),
      cycle: cycleOf(item.billing_period, item.billing_period_unit),
    }));
}

/** Catalogue 1: a plan in fields of its own, and addons with prices for their own period. */
function older(subscription: Subscription): readonly Position[] {
  const { currency_code: currency, plan_id, addons } = subscription;
  const others = (addons ?? []).map((addon) => ({
    ...{ priceId: addon.id, isPlan: false, free: undefined, cycle: undefined },
    quantity: quantityOf(addon.quantity, addon.quantity_in_decimal) ?? one,
    unit: minorOf(addon.unit_price, addon.unit_price_in_decimal, currency),
    stated: minorOf(addon.amount, addon.amount_in_decimal, currency),
  }));
  return plan_id ? [olderPlan(subscription, plan_id), ...others] : others;
}

function olderPlan(state: Subscription, priceId: string): Position {
  const { currency_code: currency, plan_free_quantity: free } = state;
  return {
    ...{ priceId, isPlan: true },
    quantity: quantityOf(state.plan_quantity, state.plan_quantity_in_decimal),
    free: quantityOf(free, state.plan_free_quantity_in_decimal),
    unit: minorOf(state.plan_unit_price, state.plan_unit_price_in_decimal, currency),
    stated: minorOf(state.plan_amount, state.plan_amount_in_decimal, currency),
    cycle: cycleOf(state.billing_period, state.billing_period_unit),
  };
}
