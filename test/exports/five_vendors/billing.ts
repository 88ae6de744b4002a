import { billingOf } from '../chargebee/chargebee_world.ts';
import { at, customer, invoice, item, line, price, subscription } from '../stripe/made.ts';
import { ChargebeeFace, unix } from '../vendors/chargebee_face.ts';
import { stripeFace, stripeWorld } from '../vendors/stripe_face.ts';
import { accounts, cycles, readAt, type Subscription, subscriptions } from './company.ts';

const until = readAt.slice(0, 10);
const of = (vendor: Subscription['vendor']) =>
  subscriptions.filter((subscription) => subscription.vendor === vendor);
const domainOf = (id: string) => accounts.find((account) => account.id === id)?.domain ?? '';
const instant = (day: string) => `${day}T00:00:00Z`;

/** The customers of a vendor, their subscriptions as they are now, and every invoice so far. */
export function asStripe() {
  const world = stripeWorld();
  for (const one of of('stripe')) {
    const { account, plan, every, spans, trial, ended } = one;
    const [first, last] = [spans[0], spans.at(-1)];
    const product = { id: `prod_${plan}`, object: 'product', name: plan, active: true, created: 0 };
    const own = price(`price_${plan}_${every}`, last?.unit ?? 0, { interval: every });
    const priced = { ...own, product: product.id, nickname: plan };
    world.put('products', { ...product, livemode: true });
    world.put('prices', priced);
    const [cus, sub] = [`cus_${account}`, `sub_${account}`];
    const email = `billing@${domainOf(account)}`;
    const begun = trial?.from ?? first?.from ?? '';
    const metadata = { account_id: account };
    world.put('customers', customer({ id: cus, email, metadata, created: at(begun) }));
    const si = item(`si_${account}`, priced, last?.seats, begun, { subscription: sub });
    const made = subscription(begun, [si], {
      ...{ id: sub, customer: cus, status: ended ? 'canceled' : 'active' },
      ...(trial && { trial_start: at(trial.from), trial_end: at(trial.to) }),
      ...(ended && last?.to && endedAt(last.to)),
    });
    world.put('subscriptions', made);
    for (const [n, { from, to, seats, total }] of cycles(one, until).entries()) {
      const priceId = `price_${plan}_${every}`;
      const billed = line(`si_${account}`, priceId, seats, [from, to], total, { sub });
      const whose = { sub, customer: cus, due_date: at(from) };
      const billing_reason = n === 0 ? 'subscription_create' : 'subscription_cycle';
      world.put('invoices', invoice(from, [billed], { ...whose, billing_reason }));
    }
  }
  return stripeFace(world);
}

/** Asked for two weeks before the end of what is paid. */
const endedAt = (day: string) => ({
  ...{ ended_at: at(day), canceled_at: at(day) - 14 * 86_400, cancel_at_period_end: true },
  cancellation_details: { reason: 'cancellation_requested', feedback: null, comment: null },
});

export function asChargebee(): ChargebeeFace {
  const face = new ChargebeeFace();
  const billing = billingOf(face);
  for (const one of of('chargebee')) {
    const { account, plan, every, spans, ended } = one;
    const [first, last] = [spans[0], spans.at(-1)];
    if (!first || !last) continue;
    billing.price(plan, { price: last.unit, period_unit: every });
    const email = `billing@${domainOf(account)}`;
    billing.customer(`c${account}`, instant(first.from), { email, cf_account_id: account });
    const paid = cycles(one, until);
    for (const [n, { from, to, seats, total }] of paid.entries()) {
      const sub = { subscription_id: `s${account}` };
      const lines = [
        billing.line(plan, instant(from), instant(to), total, {
          ...{ ...sub, id: `li_${account}_${n}`, quantity: seats, unit_amount: total / seats },
        }),
      ];
      const money = { total, sub_total: total, amount_paid: total };
      const whose = { ...sub, customer_id: `c${account}`, first_invoice: n === 0 };
      billing.invoice(`i${account}_${n}`, instant(from), lines, { ...whose, ...money });
    }
    const term = paid.at(-1);
    const items = [billing.item(plan, { quantity: last.seats, unit_price: last.unit })];
    const end = last.to === null ? null : unix(instant(last.to));
    billing.subscribe(`s${account}`, instant(first.from), items, {
      ...{ customer_id: `c${account}`, billing_period_unit: every },
    });
    // Its last renewal, change or end is its last change.
    billing.change(`s${account}`, instant(last.to ?? term?.from ?? last.from), {
      current_term_start: term && unix(instant(term.from)),
      current_term_end: term && unix(instant(term.to)),
      ...(ended && { status: 'cancelled', cancelled_at: end, current_term_end: end }),
    });
  }
  return face;
}
