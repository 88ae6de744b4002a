import type { ChargebeeOptions } from '../../../settings/exports/chargebee.ts';
import { type Fraction, one, plus, times, zero } from '../../../tables/cells/fraction.ts';
import { discounted } from '../../billing/discounts.ts';
import { type Span, type SpanStatus, withStatus } from '../../billing/spans.ts';
import type { MapContext } from '../../source.ts';
import type { Invoice } from '../shapes/invoice.ts';
import type { Subscription } from '../shapes/subscription.ts';
import { arrears } from './arrears.ts';
import { billedSpans, type KeyedSpan } from './billed_spans.ts';
import { type Bought, basketOf } from './bought.ts';
import { type Billed, billedOf } from './lines.ts';
import { type Phase, phasesOf } from './phases.ts';
import { reductionsOf } from './reductions.ts';
import { stagesOf } from './stages.ts';

export interface Known {
  /** Oldest first; the last is the present one. */
  readonly states: readonly [Subscription, ...Subscription[]];
  readonly present: Subscription;
  readonly invoices: readonly Invoice[];
}

export interface History {
  readonly spans: ReadonlyMap<string, readonly Span[]>;
  /** Prices of present items whose amount cannot be told. */
  readonly unknown: readonly string[];
  /** What it is a month as of its present state, where it runs. */
  readonly mrr: Fraction | undefined;
  readonly billed: readonly Billed[];
}

/** Everything that a subscription was, item by item: from invoices first, then from the states that were seen. */
export function historyOf(
  { states, present, invoices }: Known,
  context: MapContext,
  options: ChargebeeOptions,
  day: (seconds: number) => string,
): History {
  const billed = billedOf(present.id, invoices, context, day);
  const stages = stagesOf(states, billed, day);
  const phases = phasesOf(stages, options, day);
  const net = billed.at(-1)?.net ?? one;
  const seen = phases.map((phase, at) => spansIn(phase, phases[at + 1], { net, context, day }));
  const since = stages[0]?.from ?? '';
  const before = clipped(billedSpans(billed, present.currency_code), since);
  const due = arrears(present, invoices, day(Date.parse(context.until) / 1000), day);
  const spans = new Map<string, Span[]>();
  for (const { key, span } of [...before, ...seen.flatMap((one) => one.spans)]) {
    const freed = isFree(span, options) ? { ...span, status: 'free' as const } : span;
    spans.set(key, [...(spans.get(key) ?? []), ...withStatus([freed], 'past_due', due)]);
  }
  const last = seen.at(-1);
  const isRunning = phases.at(-1)?.is === 'active';
  return { spans, unknown: last?.unknown ?? [], mrr: isRunning ? last?.mrr : undefined, billed };
}

const isFree = ({ status, mrr }: Span, { nothing_to_pay_is }: ChargebeeOptions) =>
  status === 'active' && nothing_to_pay_is === 'free' && mrr.numerator === 0n;

const clipped = (spans: readonly KeyedSpan[], since: string): readonly KeyedSpan[] =>
  spans
    .filter(({ span }) => span.from < since)
    .map(({ key, span }) => ({
      key,
      span: span.to !== null && span.to <= since ? span : { ...span, to: since },
    }));

interface Telling {
  readonly net: Fraction;
  readonly context: MapContext;
  readonly day: (seconds: number) => string;
}

interface Seen {
  readonly spans: readonly KeyedSpan[];
  readonly unknown: readonly string[];
  readonly mrr: Fraction;
}

const statuses: Readonly<Record<Phase['is'], SpanStatus>> = {
  ...{ trialing: 'trialing', active: 'active', paused: 'paused', ended: 'active' },
};

/** The items of a phase, in spans that end where a discount does. */
function spansIn(phase: Phase, next: Phase | undefined, telling: Telling): Seen {
  if (phase.is === 'ended') return { spans: [], unknown: [], mrr: zero };
  const { bought, unknown } = basketOf(phase.state, telling.context);
  const reductions = reductionsOf(phase.state, bought, telling.context);
  const to = endOf(phase, next, telling);
  const ends = reductions.flatMap(({ until }) => (until === null ? [] : [telling.day(until)]));
  const cuts = [...new Set([phase.from, ...ends])]
    .filter((cut) => cut >= phase.from && (to === null || cut < to))
    .sort();
  const lists = new Map(bought.map(({ key, list }) => [key, list]));
  const leftOn = (date: string) =>
    discounted(
      lists,
      reductions
        .filter(({ until }) => until === null || telling.day(until) > date)
        .map(({ discount }) => discount),
    );
  const spans = cuts.flatMap((from, at) => {
    const days = { from, to: cuts[at + 1] ?? to };
    const ending = at === cuts.length - 1 && next ? endingOf(next) : {};
    const left = leftOn(from);
    return bought.map((item) => spanOf(item, phase, left, telling.net, { ...days, ...ending }));
  });
  const mrr = [...leftOn(phase.from).values()].reduce(plus, zero);
  return { spans, unknown, mrr: times(mrr, telling.net) };
}

function spanOf(
  { key, priceId, product, seats, cycle, list }: Bought,
  { is, state }: Phase,
  left: ReadonlyMap<string, Fraction>,
  net: Fraction,
  days: Pick<Span, 'from' | 'to' | 'endReason' | 'endComment'>,
): KeyedSpan {
  const span: Span = {
    ...{ ...days, status: statuses[is], product, plan: priceId, seats },
    ...{ currency: state.currency_code, term: `${cycle.count} ${cycle.interval}` },
    ...{ list: times(list, net), mrr: times(left.get(key) ?? zero, net) },
  };
  return { key, span };
}

/** A trial ends when it was to, whatever comes later. */
function endOf({ is, state }: Phase, next: Phase | undefined, { day }: Telling): string | null {
  const end = is === 'trialing' && state.trial_end ? day(state.trial_end) : null;
  const until = next?.from ?? null;
  return end !== null && (until === null || end < until) ? end : until;
}

const endingOf = ({ is, reason, comment }: Phase) =>
  is === 'ended' ? { endReason: reason, endComment: comment } : { endReason: 'changed' };
