import type { Mapped } from '../../source.ts';
import type { Known } from '../history/known.ts';
import { idOf } from '../shapes/common.ts';
import type { Names } from './names.ts';

const iso = (at: number | null | undefined) =>
  at === null || at === undefined ? null : new Date(at * 1000).toISOString();

/** The trial of a subscription, as its dates are now. */
export function* trials(known: Known, names: Names): Generator<Mapped> {
  const { now, id, kept } = known;
  if (!now.trial_start || !now.trial_end || kept.isDeleted) return;
  const price = now.items.data[0]?.price;
  const known_price = price && (names.price(price.id) ?? price);
  const ended = Math.min(now.trial_end, now.ended_at ?? Number.POSITIVE_INFINITY);
  yield {
    table: 'trials',
    row: {
      trial_id: id,
      account_id: idOf(now.customer),
      plan: known_price?.nickname ?? known_price?.lookup_key ?? known_price?.id,
      started_at: iso(now.trial_start),
      ended_at: iso(Math.max(ended, now.trial_start)),
      converted_at: iso(convertedAt(known, now.trial_start)),
    },
  };
}

/** When the first bill for a cycle that cost something was paid. */
function convertedAt({ invoices, id }: Known, since: number): number | null {
  const paid = invoices.flatMap(({ created, lines, total, status_transitions: { paid_at } }) => {
    const isCycle = lines.data.some(({ amount, parent }) => {
      const details = parent?.subscription_item_details;
      return details?.subscription === id && !details.proration && amount > 0;
    });
    return paid_at && isCycle && total > 0 && created >= since ? [paid_at] : [];
  });
  return paid.length > 0 ? Math.min(...paid) : null;
}
