import { at, discount, invoice, item, line, price, subscription } from './made.ts';

type Json = Record<string, unknown>;

/** What happens to a subscription, at an hour of a day after its start. */
export type Happening = { readonly day: number; readonly hour: number } & (
  | { readonly what: 'seats'; readonly seats: number }
  | { readonly what: 'swap'; readonly plan: PlanName }
  | { readonly what: 'coupon'; readonly percent: number; readonly days: number | null }
  | { readonly what: 'add' | 'remove' | 'cancel' | 'cancel_later' | 'keep' }
);

export const plans = {
  basic: { unit: 1000, interval: 'month', months: 1, product: 'prod_basic' },
  pro: { unit: 2550, interval: 'month', months: 1, product: 'prod_pro' },
  yearly: { unit: 9999, interval: 'year', months: 12, product: 'prod_basic' },
  extra: { unit: 333, interval: 'month', months: 1, product: 'prod_extra' },
} as const;
export type PlanName = keyof typeof plans;

export const prices = Object.entries(plans).map(([id, { unit, interval, product }]) =>
  price(id, unit, { interval, product }),
);

interface Item {
  readonly id: string;
  plan: PlanName;
  seats: number;
  readonly created: number;
}

/** What Stripe would show of it at an instant. */
export interface Shown {
  readonly subscription: Json;
  readonly invoices: readonly Json[];
  readonly waiting: readonly Json[];
}

export interface Life {
  shown(at: number): Shown;
  /** The items, with plan, seats and percentages that run, when a day ends; by what happened alone. */
  naive(day: number): readonly { plan: PlanName; seats: number; percents: readonly number[] }[];
  readonly start: number;
}

const day = 86_400;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
/** The same day of a later month, or its last where it has no such day. */
const monthsLater = (seconds: number, months: number) => {
  const date = new Date(seconds * 1000);
  const wanted = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  if (date.getUTCDate() < wanted) date.setUTCDate(0);
  return date.getTime() / 1000;
};

/** Bills it as Stripe does: in advance, with prorations that wait for the next invoice. */
export function live(
  startsOn: string,
  seats: number,
  happenings: readonly Happening[],
  prorates = true,
): Life {
  const start = at(startsOn);
  const world = new World(start, seats, prorates);
  const sorted = happenings
    .map((one) => ({ ...one, at: start + one.day * day + one.hour * 3600 }))
    .sort((a, b) => a.at - b.at);
  for (const one of sorted) {
    world.renewUntil(one.at);
    world.happen(one, one.at);
  }
  world.renewUntil(start + 900 * day);
  return {
    start,
    shown: (instant) => world.shown(instant),
    naive: (of) => naive(sorted, start, seats, of),
  };
}

class World {
  items: Item[];
  period: readonly [number, number];
  anchor = 0;
  nth = 0;
  discounts: Json[] = [];
  ended: number | null = null;
  cancelAt: number | null = null;
  readonly states: { at: number; is: Json }[] = [];
  readonly invoices: Json[] = [];
  readonly waiting: { at: number; billed: number; json: Json; lines: Json }[] = [];
  readonly begun: number;
  readonly prorates: boolean;

  constructor(start: number, seats: number, prorates: boolean) {
    [this.begun, this.prorates] = [start, prorates];
    this.items = [{ id: 'si_1', plan: 'basic', seats, created: start }];
    this.period = this.cycle(start, 0);
    this.bill(start);
  }

  /** Counted from the day that cycles began on: a bill of 28 February is followed by one of 31 March. */
  cycle(anchor: number, nth: number): readonly [number, number] {
    [this.anchor, this.nth] = [anchor, nth];
    const { months } = plans[this.main.plan];
    return [monthsLater(anchor, nth * months), monthsLater(anchor, (nth + 1) * months)];
  }

  get main() {
    return this.items[0] ?? { id: 'si_1', plan: 'basic' as const, seats: 1, created: 0 };
  }

  renewUntil(instant: number): void {
    while (this.ended === null && this.period[1] <= instant) {
      const next = this.period[1];
      if (this.cancelAt === next) {
        this.end(next);
        return;
      }
      this.period = this.cycle(this.anchor, this.nth + 1);
      this.bill(next);
    }
  }

  happen(one: Happening, instant: number): void {
    if (this.ended !== null) return;
    if (one.what === 'seats') this.change(instant, { seats: one.seats });
    if (one.what === 'swap') this.swap(instant, one.plan);
    if (one.what === 'add' && this.items.length === 1 && this.main.plan !== 'yearly') {
      this.items.push({ id: `si_${instant}`, plan: 'extra', seats: 2, created: instant });
      this.wait(instant, this.items.at(-1), 1);
    }
    if (one.what === 'remove' && this.items[1]) {
      this.wait(instant, this.items[1], -1);
      this.items.pop();
    }
    // What no bill and no export saw of a coupon nobody can know: a year is long.
    const isSeen = this.main.plan !== 'yearly';
    if (one.what === 'coupon' && isSeen && this.discounts.length < 2) this.discount(instant, one);
    if (one.what === 'cancel_later') this.cancelAt = this.period[1];
    if (one.what === 'keep') this.cancelAt = null;
    if (one.what === 'cancel') this.end(instant);
    else this.state(instant);
  }

  change(instant: number, to: Partial<Pick<Item, 'plan' | 'seats'>>): void {
    this.wait(instant, this.main, -1);
    Object.assign(this.main, to);
    this.wait(instant, this.main, 1);
  }

  /** Another interval begins a cycle of its own at once. */
  swap(instant: number, plan: PlanName): void {
    if (plan === this.main.plan || this.items.length > 1) return;
    if (plans[plan].months === plans[this.main.plan].months) {
      this.change(instant, { plan });
      return;
    }
    this.wait(instant, this.main, -1);
    this.main.plan = plan;
    this.period = this.cycle(instant, 0);
    if (this.cancelAt !== null) this.cancelAt = this.period[1];
    this.bill(instant);
  }

  discount(instant: number, { percent, days }: { percent: number; days: number | null }): void {
    const id = `c_${instant}`;
    const coupon = {
      id,
      percent_off: percent,
      duration: days === null ? 'forever' : 'repeating',
      livemode: true,
    };
    const end = days === null ? null : instant + days * day;
    this.discounts.push({ ...discount(`di_${instant}`, coupon, iso(instant)), end });
  }

  /** A charge, or a credit for what was charged, for the rest of the period. */
  wait(instant: number, of: Item | undefined, sign: 1 | -1): void {
    if (!of || !this.prorates) return;
    const id = `ii_${this.waiting.length}`;
    const credited = sign < 0 ? { credited_items: { type: 'invoice_line_items' } } : null;
    const period = { start: instant, end: this.period[1] };
    const amount = sign * 100;
    const base = {
      id,
      customer: 'cus_1',
      amount,
      proration: true,
      livemode: true,
      quantity: of.seats,
      period,
    };
    const json = {
      ...{ ...base, proration_details: credited, invoice: null, created: instant },
      pricing: { type: 'price_details', price_details: { price: of.plan } },
      parent: { subscription_details: { subscription: 'sub_1', subscription_item: of.id } },
    };
    const lines = {
      ...line(of.id, of.plan, of.seats, [iso(instant), iso(period.end)], amount, {
        ...{ proration: true, credit: sign < 0, invoice_item: id },
      }),
      id: `il_${id}`,
    };
    this.waiting.push({ at: instant, billed: Number.POSITIVE_INFINITY, json, lines });
  }

  bill(instant: number): void {
    this.discounts = this.discounts.filter(({ end }) => end === null || Number(end) > instant);
    const due = this.waiting.filter(({ billed }) => billed === Number.POSITIVE_INFINITY);
    for (const one of due) one.billed = instant;
    const [from, to] = this.period;
    const off = this.discounts.map(({ id }) => ({ amount: 1, discount: id }));
    const cycles = this.items.map(({ id, plan, seats }) =>
      line(id, plan, seats, [iso(from), iso(to)], plans[plan].unit * seats, {
        discount_amounts: off,
      }),
    );
    const lines = [...due.map((one) => one.lines), ...cycles];
    this.invoices.push({
      ...invoice(iso(instant), lines, { discounts: this.discounts }),
      created: instant,
    });
    this.state(instant);
  }

  end(instant: number): void {
    this.ended = instant;
    this.state(instant);
  }

  state(instant: number): void {
    const [start, end] = this.period;
    const items = this.items.map(({ id, plan, seats, created }) => ({
      ...item(id, prices.find((one) => one.id === plan) ?? {}, seats, iso(created)),
      ...{ current_period_start: start, current_period_end: end },
    }));
    const over = this.ended === null ? {} : { status: 'canceled', ended_at: this.ended };
    const set = { cancel_at: this.cancelAt, cancel_at_period_end: this.cancelAt !== null };
    const is = subscription(iso(this.begun), items, { discounts: this.discounts, ...set, ...over });
    this.states.push({ at: instant, is });
  }

  shown(instant: number): Shown {
    const is = this.states.findLast((state) => state.at <= instant)?.is ?? {};
    const discounts = (is.discounts as Json[]).filter(
      ({ end }) => end === null || Number(end) > Math.min(instant, this.ended ?? instant),
    );
    return {
      subscription: { ...is, discounts },
      invoices: this.invoices.filter(({ created }) => Number(created) <= instant),
      waiting: this.waiting
        .filter((one) => one.at <= instant && one.billed > instant)
        .map(({ json }) => json),
    };
  }
}

/** The rules of the issue, over what happened: no bills, no states, no Stripe. */
function naive(
  happenings: readonly (Happening & { readonly at: number })[],
  start: number,
  seats: number,
  of: number,
) {
  const midnight = (Math.floor(of / day) + 1) * day;
  let plan: PlanName = 'basic';
  let [n, extra, anchor, over] = [seats, false, start, Number.POSITIVE_INFINITY];
  let set: number | null = null;
  const coupons: { from: number; to: number; percent: number }[] = [];
  const periodEnd = (instant: number) => {
    let end = anchor;
    for (let k = 1; end <= instant; k += 1) end = monthsLater(anchor, k * plans[plan].months);
    return end;
  };
  for (const one of happenings) {
    if (set !== null && set <= one.at) over = Math.min(over, set);
    if (one.at >= over || one.at >= midnight) continue;
    if (one.what === 'seats') n = one.seats;
    if (one.what === 'swap' && !extra && one.plan !== plan) {
      const isReset = plans[one.plan].months !== plans[plan].months;
      plan = one.plan;
      if (isReset) anchor = one.at;
      if (isReset && set !== null) set = periodEnd(one.at);
    }
    if (one.what === 'add' && plan !== 'yearly') extra = true;
    if (one.what === 'remove') extra = false;
    // A third one finds no place while two run; one that ran out leaves at the next bill.
    const held = coupons.filter(({ to }) => to > one.at || to > lastBill(one.at));
    if (one.what === 'coupon' && plan !== 'yearly' && held.length < 2) {
      const to = one.days === null ? Number.POSITIVE_INFINITY : one.at + one.days * day;
      coupons.push({ from: one.at, to, percent: one.percent });
    }
    if (one.what === 'cancel') over = one.at;
    if (one.what === 'cancel_later') set = periodEnd(one.at);
    if (one.what === 'keep') set = null;
  }
  function lastBill(instant: number) {
    let bill = anchor;
    for (let k = 1; monthsLater(anchor, k * plans[plan].months) <= instant; k += 1) {
      bill = monthsLater(anchor, k * plans[plan].months);
    }
    return bill;
  }
  const end = Math.min(over, set ?? Number.POSITIVE_INFINITY);
  if (midnight <= start || end < midnight) return [];
  const percents = coupons
    .filter(({ from, to }) => from < midnight && to >= midnight)
    .map(({ percent }) => percent);
  const main = { plan, seats: n, percents };
  return extra ? [main, { plan: 'extra' as const, seats: 2, percents }] : [main];
}
