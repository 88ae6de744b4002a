import {
  type Fraction,
  fraction,
  minus,
  one,
  times,
  zero,
} from '../../../tables/cells/fraction.ts';
import type { Cycle } from '../../billing/monthly.ts';
import type { MapContext } from '../../source.ts';
import { decimalOf, minorOf, type Price, priceOf, quantityOf } from '../prices.ts';
import { coupons } from '../shapes/catalogue.ts';
import type { Invoice, InvoiceLine } from '../shapes/invoice.ts';
import { cycleDays, daysBetween, guessed } from './cycles.ts';

/** What an invoice billed of a recurring item: for these days, from the first until before the last. */
export interface Billed {
  readonly key: string;
  readonly priceId: string;
  readonly price: Price | undefined;
  readonly from: string;
  readonly to: string;
  /** Unix seconds of the beginning. */
  readonly at: number;
  readonly model: string | null;
  readonly quantity: Fraction | undefined;
  /** Before discounts, in minor units; with the tax where prices hold it. */
  readonly amount: Fraction;
  /** Part of the amount that is left after discounts that recur. */
  readonly left: Fraction;
  /** Part of it that is no tax. */
  readonly net: Fraction;
  readonly cycle: Cycle | undefined;
  /** `full`: for whole cycles; `reset`: for the rest of one; `delta`: of what came to it. */
  readonly is: 'full' | 'reset' | 'delta';
}

/** Lines that never came to be owed say nothing of what ran. */
const notBilled = ['voided', 'pending'];
const recurring = ['plan_item_price', 'addon_item_price', 'plan', 'addon'];

export const isOwed = ({ status, deleted }: Invoice) => !notBilled.includes(status) && !deleted;

/** Recurring lines of a subscription, the earliest first. */
export function billedOf(
  subscription: string,
  invoices: readonly Invoice[],
  context: MapContext,
  day: (seconds: number) => string,
): readonly Billed[] {
  const billed = invoices
    .filter(isOwed)
    .flatMap((invoice) =>
      linesOf(subscription, invoice).flatMap((line) => billedBy(line, invoice, context, day) ?? []),
    );
  return billed.filter(({ from, to }) => from < to).sort((a, b) => a.at - b.at);
}

/** Of an invoice for several subscriptions each line says whose it is. */
export const linesOf = (subscription: string, { line_items, subscription_id }: Invoice) =>
  (line_items ?? []).filter(
    (line) =>
      recurring.includes(line.entity_type) &&
      !line.metered &&
      (line.subscription_id ?? subscription_id) === subscription,
  );

function billedBy(
  line: InvoiceLine,
  invoice: Invoice,
  context: MapContext,
  day: (seconds: number) => string,
): Billed | undefined {
  const { entity_id: priceId, date_from, date_to, entity_type } = line;
  const amount = minorOf(line.amount, line.amount_in_decimal, invoice.currency_code);
  const price = priceId ? priceOf(context, priceId) : undefined;
  if (!priceId || !amount || price?.recurs === false) return undefined;
  const [from, to] = [day(date_from), day(date_to)];
  const cycle = price?.cycle ?? guessed(from, to);
  return {
    ...{ key: entity_type.startsWith('plan') ? 'plan' : priceId, priceId, price, from, to },
    ...{ at: date_from, model: line.pricing_model ?? price?.model ?? null, amount, cycle },
    quantity: quantityOf(line.quantity, line.quantity_in_decimal),
    left: leftOf(amount, line, invoice, context),
    net: netOf(line, invoice),
    is: kindOf(line, from, to, cycle),
  };
}

/** What discounts that recur leave; once-only ones, promotional and prorated credits take nothing off. */
function leftOf(amount: Fraction, line: InvoiceLine, invoice: Invoice, { find }: MapContext) {
  const off = (invoice.line_item_discounts ?? [])
    .filter(({ line_item_id }) => line_item_id === line.id)
    .filter(({ discount_type, coupon_id, entity_id }) => {
      if (!/_(coupon|discount)$/.test(discount_type)) return false;
      const coupon = find(coupons, coupon_id ?? entity_id)?.data;
      return coupon !== undefined && coupon.duration_type !== 'one_time';
    })
    .reduce((all, { discount_amount }) => all + BigInt(discount_amount), 0n);
  if (amount.numerator <= 0n) return one;
  const part = times(fraction(off), fraction(amount.denominator, amount.numerator));
  const left = minus(one, part);
  return left.numerator < 0n ? zero : left;
}

/** 100/119 of a price that holds 19 % of tax. */
function netOf({ tax_rate }: InvoiceLine, { price_type }: Invoice): Fraction {
  const rate = tax_rate ? decimalOf(String(tax_rate)) : undefined;
  if (price_type !== 'tax_inclusive' || !rate) return one;
  const { numerator, denominator } = rate;
  return fraction(100n * denominator, 100n * denominator + numerator);
}

function kindOf(
  { proration_mode }: InvoiceLine,
  from: string,
  to: string,
  cycle: Cycle | undefined,
): Billed['is'] {
  if (proration_mode === 'delta') return 'delta';
  if (proration_mode || !cycle) return 'reset';
  // Terms that begin on the last day of a month are up to three days off.
  const slack = cycle.interval === 'day' || cycle.interval === 'week' ? 0 : 3;
  return daysBetween(from, to) >= cycleDays(to, cycle) - slack ? 'full' : 'reset';
}
