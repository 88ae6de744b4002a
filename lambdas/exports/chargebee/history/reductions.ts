import type { Discount } from '../../billing/discounts.ts';
import { monthly } from '../../billing/monthly.ts';
import type { MapContext } from '../../source.ts';
import { decimalOf, whole } from '../prices.ts';
import { type Coupon, coupons } from '../shapes/catalogue.ts';
import type { Subscription } from '../shapes/subscription.ts';
import type { Bought } from './bought.ts';

/** A discount that recurs, until the instant (Unix seconds) from which it no longer does. */
export interface Reduction {
  readonly until: number | null;
  readonly discount: Discount;
}

interface Rule {
  readonly type: string;
  readonly percentage: number | null | undefined;
  readonly amount: number | null | undefined;
  readonly currency: string | null | undefined;
  readonly duration: string;
  readonly till: number | null | undefined;
  /** Whether it is taken off each item that it is for, or off them all together. */
  readonly isEach: boolean;
  readonly isFor: (item: Bought) => boolean;
}

/** Coupons and discounts of a subscription that reduce what recurs: those of single items first. */
export function reductionsOf(
  subscription: Subscription,
  bought: readonly Bought[],
  context: MapContext,
): readonly Reduction[] {
  const rules = [...couponRules(subscription, context), ...ownRules(subscription)]
    .filter(({ duration }) => duration !== 'one_time')
    .sort((a, b) => Number(b.isEach) - Number(a.isEach));
  return rules.flatMap((rule) => {
    const offs = discountsOf(rule, subscription, bought);
    if (offs.length === 0) {
      context.note('subscription_periods', `discount of kind ${kindOf(rule)} is not taken off`);
    }
    return offs.map((discount) => ({ until: untilOf(rule, subscription), discount }));
  });
}

const kindOf = ({ type }: Rule) =>
  ['percentage', 'fixed_amount', 'offer_quantity'].includes(type) ? type : 'unknown';

/** Empty where it is of a kind or a currency that we cannot take off. */
function discountsOf(
  { type, percentage, amount, currency, isEach, isFor }: Rule,
  { currency_code }: Subscription,
  bought: readonly Bought[],
): readonly Discount[] {
  const keys = new Set(bought.filter(isFor).map(({ key }) => key));
  const appliesTo = (key: string) => keys.has(key);
  const percent = type === 'percentage' ? decimalOf(String(percentage)) : undefined;
  if (percent) return [{ off: { percent }, appliesTo }];
  const cycle = (bought.find(({ key }) => key === 'plan') ?? bought[0])?.cycle;
  if (type !== 'fixed_amount' || !amount || !cycle) return [];
  if (currency && currency !== currency_code) return [];
  const off = { amount: monthly(whole(amount), cycle) };
  return isEach
    ? [...keys].map((one) => ({ off, appliesTo: (key) => key === one }))
    : [{ off, appliesTo }];
}

/** What was applied to the present term was paid less for until the term ends. */
function untilOf(
  { duration, till }: Rule,
  { current_term_start: start, current_term_end: end }: Subscription,
): number | null {
  if (duration !== 'limited_period' || till === null || till === undefined) return null;
  return start && end && till > start && till < end ? end : till;
}

function couponRules(subscription: Subscription, { find, note }: MapContext): readonly Rule[] {
  return (subscription.coupons ?? []).flatMap(({ coupon_id, apply_till }) => {
    const coupon = find(coupons, coupon_id)?.data;
    if (!coupon) {
      note('subscription_periods', 'coupon that is not known is not taken off');
      return [];
    }
    const { discount_type: type, discount_percentage, discount_amount, currency_code } = coupon;
    const isEach = coupon.apply_on === 'each_specified_item';
    return [
      {
        ...{ type, percentage: discount_percentage, amount: discount_amount },
        ...{ currency: currency_code, duration: coupon.duration_type, till: apply_till },
        ...{ isEach, isFor: (item: Bought) => !isEach || isSpecified(coupon, item) },
      },
    ];
  });
}

/** Criteria, such as a family of items, are not read: the coupon then holds for all of the kind. */
function isSpecified(coupon: Coupon, { key, priceId }: Bought): boolean {
  const kind = key === 'plan' ? 'plan' : 'addon';
  const stated = coupon.item_constraints?.find(({ item_type }) => item_type === kind);
  const [olderRule, olderIds] =
    kind === 'plan'
      ? [coupon.plan_constraint, coupon.plan_ids]
      : [coupon.addon_constraint, coupon.addon_ids];
  const rule = stated?.constraint ?? olderRule;
  if (rule === 'specific') return (stated?.item_price_ids ?? olderIds ?? []).includes(priceId);
  return rule === 'all' || rule === 'criteria';
}

/** Discounts that were given by hand. */
function ownRules({ discounts }: Subscription): readonly Rule[] {
  return (discounts ?? []).map((one) => {
    const isEach = one.apply_on === 'specific_item_price';
    return {
      ...{ type: one.type, percentage: one.percentage, amount: one.amount, currency: undefined },
      ...{ duration: one.duration_type, till: one.apply_till, isEach },
      isFor: ({ priceId }: Bought) => !isEach || priceId === one.item_price_id,
    };
  });
}
