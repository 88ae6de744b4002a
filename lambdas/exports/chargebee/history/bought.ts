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
  const { billing_period, billing_period_unit, currency_code: currency } = subscription;
  const cycle = position.cycle ?? price?.cycle ?? cycleOf(billing_period, billing_period_unit);
  const own = subscription.item_tiers?.filter(({ item_price_id }) => item_price_id === priceId);
  const unit =
    position.unit ?? minorOf(price?.priced.price, price?.priced.price_in_decimal, currency);
  const tiers = own && own.length > 0 ? own : (price?.priced.tiers ?? []);
  const model = price?.model ?? null;
  const computed = cycleAmount({ model, unit, tiers, quantity, free: position.free, currency });
  if (computed && stated && compare(computed, stated) !== 0) {
    note('subscription_periods', 'amount that Chargebee states is not what the price comes to');
  }
  const amount = computed ?? stated;
  if (!amount || !cycle) return undefined;
  const seats = isPlan && model !== 'flat_fee' ? wholeText(quantity) : null;
  const key = isPlan ? 'plan' : priceId;
  return {
    key,
    priceId,
    product: price?.product ?? null,
    seats,
    cycle,
    list: monthly(amount, cycle),
  };
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
  const plan: readonly Position[] = plan_id
    ? [
        {
          priceId: plan_id,
          isPlan: true,
          quantity: quantityOf(subscription.plan_quantity, subscription.plan_quantity_in_decimal),
          free: quantityOf(
            subscription.plan_free_quantity,
            subscription.plan_free_quantity_in_decimal,
          ),
          unit: minorOf(
            subscription.plan_unit_price,
            subscription.plan_unit_price_in_decimal,
            currency,
          ),
          stated: minorOf(subscription.plan_amount, subscription.plan_amount_in_decimal, currency),
          cycle: cycleOf(subscription.billing_period, subscription.billing_period_unit),
        },
      ]
    : [];
  const others = (addons ?? []).map((addon) => ({
    priceId: addon.id,
    isPlan: false,
    quantity: quantityOf(addon.quantity, addon.quantity_in_decimal) ?? one,
    free: undefined,
    unit: minorOf(addon.unit_price, addon.unit_price_in_decimal, currency),
    stated: minorOf(addon.amount, addon.amount_in_decimal, currency),
    cycle: undefined,
  }));
  return [...plan, ...others];
}
