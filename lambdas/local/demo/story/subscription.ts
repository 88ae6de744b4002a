import type { Day } from '../time.ts';
import { type Billing, type Currency, monthlyPrice, type Priced, type Product } from './pricing.ts';

export type Status = 'trialing' | 'active' | 'past_due' | 'paused' | 'free';
export type Terms = Priced & { readonly status: Status };

/** What is different from a day on, and why. */
export interface Change {
  readonly on: Day;
  readonly reason: string;
  readonly to: Partial<Pick<Terms, 'plan' | 'seats' | 'priceFactor' | 'discount' | 'status'>>;
}

export interface Ending {
  readonly on: Day;
  readonly reason: 'cancelled' | 'payment_failed' | 'business_closed';
  readonly comment: string | null;
}

/** What one customer agreed to and changed, in the order of time. */
export interface Subscription {
  readonly id: string;
  readonly startsOn: Day;
  readonly terms: Terms;
  readonly changes: readonly Change[];
  readonly ending: Ending | null;
}

/** Part of a subscription in which nothing changes. */
export interface Span extends Terms {
  readonly subscriptionId: string;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly endReason: string | null;
  readonly endComment: string | null;
  readonly changeReason: string | null;
  /** Minor units a month, unrounded. */
  readonly mrr: number;
}

interface Step {
  readonly on: Day;
  readonly reason: string | null;
  readonly terms: Terms;
}

/** The spans of a subscription, one after the other without gap or overlap. */
export function spansOf(subscription: Subscription): readonly Span[] {
  const steps = stepsOf(subscription);
  return steps.map((step, place) => {
    const next = steps[place + 1];
    const { ending } = subscription;
    return {
      ...step.terms,
      subscriptionId: subscription.id,
      startsOn: step.on,
      endsOn: next?.on ?? ending?.on ?? null,
      endReason: next ? 'changed' : (ending?.reason ?? null),
      endComment: next ? null : (ending?.comment ?? null),
      changeReason: step.reason,
      mrr: monthlyPrice(step.terms),
    };
  });
}

/** Changes of one day are one step; what would come on the last day or after it never happens. */
function stepsOf({ startsOn, terms, changes, ending }: Subscription): readonly Step[] {
  const steps: Step[] = [{ on: startsOn, reason: null, terms }];
  for (const { on, reason, to } of changes.toSorted((a, b) => a.on - b.on)) {
    const before = steps.at(-1);
    if (!before || on < startsOn || (ending && on >= ending.on)) continue;
    const step = { on, reason, terms: { ...before.terms, ...to } };
    if (before.on === on) steps.pop();
    steps.push(on === startsOn ? { ...step, reason: null } : step);
  }
  return steps;
}

/** Terms of a new paying customer. */
export function newTerms(
  product: Product,
  priced: { plan: Terms['plan']; seats: number; currency: Currency; billing: Billing },
): Terms {
  return { ...priced, product, priceFactor: 1, discount: 0, status: 'active' };
}
