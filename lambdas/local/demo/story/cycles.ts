import { addMonths, type Day } from '../time.ts';
import type { Cast } from './cast.ts';
import { cycleMonths, cyclePrice } from './pricing.ts';
import type { Span } from './subscription.ts';

/** A billing cycle of a subscription: what is owed for it is known on its first day. */
export interface Cycle {
  readonly no: number;
  readonly startsOn: Day;
  readonly endsOn: Day;
  /** Terms on the first day. */
  readonly span: Span;
  /** Whole minor units. */
  readonly price: number;
  /** First day after the subscription, when it has an end. */
  readonly stopsOn: Day | null;
}

/** Cycles begun before the horizon, of every subscription, while somebody pays for it. */
export function cyclesOf({ world, spans }: Cast): readonly Cycle[] {
  const ids = [...new Set(spans.map(({ subscriptionId }) => subscriptionId))];
  return ids.flatMap((id) => {
    const own = spans.filter(({ subscriptionId }) => subscriptionId === id);
    return billed(own, world.horizon);
  });
}

function billed(spans: readonly Span[], horizon: Day): readonly Cycle[] {
  const first = spans.find(isPaid);
  const last = spans.at(-1);
  if (!first || !last) return [];
  const cycles: Cycle[] = [];
  const step = cycleMonths[first.billing];
  const until = Math.min(last.endsOn ?? horizon, horizon);
  for (let no = 0; addMonths(first.startsOn, no * step) < until; no += 1) {
    const startsOn = addMonths(first.startsOn, no * step);
    const endsOn = addMonths(first.startsOn, (no + 1) * step);
    const span = spans.find((one) => covers(one, startsOn));
    if (!span || !isPaid(span)) continue;
    cycles.push({ no, startsOn, endsOn, span, price: cyclePrice(span), stopsOn: last.endsOn });
  }
  return cycles;
}

function covers({ startsOn, endsOn }: Span, day: Day): boolean {
  return startsOn <= day && (endsOn === null || endsOn > day);
}

function isPaid({ status }: Span): boolean {
  return status === 'active' || status === 'past_due';
}
