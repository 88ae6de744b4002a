import type { ChargebeeOptions } from '../../settings/exports/chargebee.ts';
import { type Fraction, minus, mrrText } from '../../tables/cells/fraction.ts';
import { dayIn, instantOf } from '../billing/days.ts';
import { itemSpans, type TimedSpan } from '../billing/spans.ts';
import type { Cell, Group, Kept, MapContext, Mapped } from '../source.ts';
import { type History, historyOf } from './history/subscription_spans.ts';
import type { Invoice } from './shapes/invoice.ts';
import { type Subscription, subscriptions } from './shapes/subscription.ts';

const table = 'subscription_periods';

/** The subscriptions of a customer: their items by spans, and their trials. */
export function* subscriptionRows(
  invoices: readonly Kept<Invoice>[],
  group: Group,
  context: MapContext,
  options: ChargebeeOptions,
): Generator<Mapped> {
  const billed = invoices.filter(({ isDeleted }) => !isDeleted);
  const day = dayIn(options.time_zone);
  for (const kept of group.of(subscriptions)) {
    const states = statesOf(kept);
    const known = { states, present: kept.data, invoices: billed.map(({ data }) => data) };
    const history = historyOf(known, context, options, day);
    if (history.billed.length === 0) tellUnbilled(kept.data, context);
    compare(kept.data, history, context);
    for (const priceId of history.unknown) {
      const refused =
        'the amount of an item cannot be told: its price is not in the catalogue, or of a kind that is not known';
      yield { table, id: `${kept.id} ${priceId}`, refused };
    }
    yield* spanRows(kept, history);
    yield* trialRows(kept, history);
  }
}

function statesOf({
  states,
  data,
}: Kept<Subscription>): readonly [Subscription, ...Subscription[]] {
  const [first = data, ...rest] = states.map((state) => state.data);
  return [first, ...rest];
}

function* spanRows(kept: Kept<Subscription>, { spans }: History): Generator<Mapped> {
  for (const [key, some] of [...spans].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const span of itemSpans(some)) yield spanRow(`${kept.id}:${key}`, kept, span);
  }
}

function spanRow(
  item: string,
  { id, data, changedAt }: Kept<Subscription>,
  span: TimedSpan,
): Mapped {
  const mrr_minor = mrrText(span.mrr);
  if (mrr_minor === undefined) return { table, id: item, refused: 'its amount is too large' };
  return {
    table,
    row: {
      ...{ subscription_item_id: item, subscription_id: id, account_id: data.customer_id },
      ...{ product: span.product, plan: span.plan, seats: span.seats, currency: span.currency },
      ...{ mrr_minor, status: span.status, starts_on: span.from, ends_on: span.to },
      ...{ end_reason: span.endReason, end_comment: span.endComment },
      ...{ change_reason: span.changeReason, source_updated_at: changedAt },
    },
  };
}

/** A trial, and when it became a subscription that pays. */
function* trialRows(
  { id, data, states, changedAt }: Kept<Subscription>,
  history: History,
): Generator<Mapped> {
  const { trial_start, trial_end, cancelled_at, customer_id } = data;
  if (!trial_start) return;
  const isPaying = [...history.spans.values()]
    .flat()
    .some(({ status, mrr }) => ['active', 'past_due'].includes(status) && mrr.numerator > 0n);
  const began = [...states.map((state) => state.data), data]
    .flatMap(({ activated_at }) =>
      activated_at && activated_at >= trial_start ? [activated_at] : [],
    )
    .sort((a, b) => a - b)[0];
  const ended =
    began ?? (cancelled_at && cancelled_at < (trial_end ?? Infinity) ? cancelled_at : trial_end);
  yield {
    table: 'trials',
    row: {
      ...{ trial_id: id, account_id: customer_id, plan: planOf(data) },
      ...{ started_at: instantOf(trial_start), ended_at: instantOf(ended) },
      converted_at: isPaying ? instantOf(began ?? trial_end) : null,
      source_updated_at: changedAt,
    },
  };
}

const planOf = ({ subscription_items, plan_id }: Subscription): Cell =>
  subscription_items?.find(({ item_type }) => item_type === 'plan')?.item_price_id ?? plan_id;

/** Chargebee's own figure follows other rules for coupons and taxes: what differs is counted, not corrected. */
function compare(state: Subscription, { mrr }: History, { note }: MapContext): void {
  const { mrr: theirs, currency_code, base_currency_code } = state;
  if (!mrr || theirs === null || theirs === undefined) return;
  if (base_currency_code && base_currency_code !== currency_code) return;
  if (isFarFrom(mrr, theirs)) {
    note(
      table,
      "subscription whose MRR is another one than Chargebee's own, by a minor unit or more",
    );
  }
}

function isFarFrom(ours: Fraction, theirs: number): boolean {
  const { numerator, denominator } = minus(ours, { numerator: BigInt(theirs), denominator: 1n });
  return (numerator < 0n ? -numerator : numerator) >= denominator;
}

/** What ran before the first export is then taken to be what runs now. */
function tellUnbilled(
  { status, current_term_start, started_at }: Subscription,
  { note }: MapContext,
) {
  if (['future', 'in_trial'].includes(status)) return;
  if (started_at && current_term_start && started_at < current_term_start) {
    note(table, 'subscription without invoices: its present price is taken for all of its history');
  }
}
