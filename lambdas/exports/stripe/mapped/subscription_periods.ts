import type { StripeOptions } from '../../../settings/exports/stripe.ts';
import type { Cell, MapContext, Mapped } from '../../source.ts';
import type { Known } from '../history/known.ts';
import { isMetered } from '../money/item_price.ts';
import { idOf } from '../shapes/common.ts';
import { dayOf } from './days.ts';
import { endOf } from './ends.ts';
import type { Names } from './names.ts';
import { type Course, courseOf } from './segments.ts';
import { type Span, spansOf } from './spans.ts';

const table = 'subscription_periods';

/** Spans of unchanged price, quantity and status of each item of a subscription, in whole days of UTC. */
export function* subscriptionPeriods(
  known: Known,
  names: Names,
  { nothing_to_pay_is }: StripeOptions,
  context: MapContext,
): Generator<Mapped> {
  const course = courseOf(known, names);
  for (const text of notesOf(known, course)) context.note(table, text);
  for (const { item } of course.items) {
    const { spans, refused } = spansOf(course.segments, item, names, nothing_to_pay_is);
    for (const reason of refused) yield { table, id: item, refused: reason };
    for (const [n, span] of spans.entries()) {
      const cells = {
        ...identity(known, item),
        ...cellsOf(span),
        ...ending(spans, n, known, course, context),
      };
      yield { table, row: { ...cells, ...deletion(known) } };
    }
  }
}

const statuses = [
  ...['active', 'canceled', 'incomplete', 'incomplete_expired'],
  ...['past_due', 'paused', 'trialing', 'unpaid'],
];

function notesOf({ now }: Known, { items }: Course): readonly string[] {
  const metered = now.items.data.filter(({ price }) => isMetered(price));
  const extended = items.filter(({ isExtended }) => isExtended);
  const isNew = !statuses.includes(now.status);
  return [
    ...(isNew ? ['subscription of a status that is not known: taken for active'] : []),
    ...metered.map(() => 'item of a metered price: what is used is no recurring revenue'),
    ...extended.map(
      () => 'item older than its first known bill: it is taken to have been what that says',
    ),
  ];
}

const identity = ({ id, now }: Known, item: string) => ({
  subscription_item_id: item,
  subscription_id: id,
  account_id: idOf(now.customer),
  currency: now.currency.toUpperCase(),
});

function cellsOf({ segment, shown, status, mrr, starts, ends, change }: Span) {
  const { quantity } = segment.terms;
  return {
    product: shown.product,
    plan: shown.plan,
    seats: quantity !== null && /^\d+$/.test(quantity) ? quantity : null,
    mrr_minor: mrr.text,
    status,
    starts_on: dayOf(starts),
    ends_on: ends === null ? null : dayOf(ends),
    change_reason: change,
  };
}

function ending(
  spans: readonly Span[],
  n: number,
  { now }: Known,
  { phases }: Course,
  context: MapContext,
): Readonly<Record<string, Cell>> {
  const [ends, next] = [spans[n]?.ends ?? null, spans[n + 1]];
  if (ends === null) return {};
  if (next?.starts === ends) return { end_reason: 'changed' };
  const phase = phases.at(ends);
  if (phase === 'unpaid') return { end_reason: 'payment_failed' };
  return phase === 'ended' ? { ...endOf(now, context) } : { end_reason: 'changed' };
}

/** History must stay: staging ends the spans of what was deleted on that day. */
const deletion = ({ kept }: Known) =>
  kept.isDeleted ? { is_deleted: true, source_updated_at: kept.changedAt } : {};
