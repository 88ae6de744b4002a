import {
  compare,
  type Fraction,
  fraction,
  minus,
  plus,
  times,
  zero,
} from '../../../tables/cells/fraction.ts';
import { monthly } from '../../billing/monthly.ts';
import type { Span } from '../../billing/spans.ts';
import { cycleAmount, minorOf } from '../prices.ts';
import { wholeText } from './bought.ts';
import { cycleDays, daysBetween, ratioOf } from './cycles.ts';
import type { Billed } from './lines.ts';

/** A span of one item of a subscription. */
export interface KeyedSpan {
  readonly key: string;
  readonly span: Span;
}

/** What ran for a cycle, as far as the last line of the item tells. */
interface Ran {
  readonly quantity: Fraction | undefined;
  readonly amount: Fraction;
}

/** What invoices say ran, a span for each line: history from before any export saw the subscription. */
export function billedSpans(billed: readonly Billed[], currency: string): readonly KeyedSpan[] {
  const last = new Map<string, Ran & { readonly priceId: string }>();
  return billed.flatMap((line) => {
    const before = last.get(line.key);
    const ran = ranBy(line, before?.priceId === line.priceId ? before : undefined, currency);
    if (!ran || !line.cycle) return [];
    last.set(line.key, { ...ran, priceId: line.priceId });
    const list = times(monthly(ran.amount, line.cycle), line.net);
    const { key, priceId, price, from, to, cycle } = line;
    const isCounted = key === 'plan' && line.model !== 'flat_fee';
    const span: Span = {
      ...{ from, to, status: 'active', product: price?.product ?? null, plan: priceId },
      ...{ seats: isCounted ? wholeText(ran.quantity) : null, currency },
      ...{ list, mrr: times(list, line.left), term: `${cycle.count} ${cycle.interval}` },
    };
    return [{ key, span }];
  });
}

function ranBy(line: Billed, before: Ran | undefined, currency: string): Ran | undefined {
  const { is, quantity, amount } = line;
  if (is === 'full') return { quantity, amount };
  if (!line.cycle) return undefined;
  const share = ratioOf(
    cycleDays(line.to, line.cycle),
    Math.max(1, daysBetween(line.from, line.to)),
  );
  const scaled = times(amount, share);
  if (is === 'delta' && before) {
    const more = exact(scaled, line, before, currency);
    const all = before.quantity && quantity && plus(before.quantity, quantity);
    return { quantity: all, amount: plus(before.amount, more) };
  }
  return { quantity, amount: exact(scaled, line, before, currency) };
}

/**
 * A part of a cycle, scaled to a whole one, is off by what was rounded and by how days are counted: where
 * what it cost before, or costs in the catalogue, comes to nearly the same, it is that.
 */
function exact(
  scaled: Fraction,
  line: Billed,
  before: Ran | undefined,
  currency: string,
): Fraction {
  const { quantity, price, model } = line;
  const perUnit =
    before?.quantity && quantity && before.quantity.numerator > 0n
      ? times(times(before.amount, quantity), inverse(before.quantity))
      : undefined;
  const priced = price?.priced;
  const listed = cycleAmount({
    ...{ model, quantity, free: undefined, currency, tiers: priced?.tiers ?? [] },
    unit: minorOf(priced?.price, priced?.price_in_decimal, currency),
  });
  const near = [perUnit, listed].find((known) => known && isNear(known, scaled));
  return near ?? scaled;
}

const inverse = ({ numerator, denominator }: Fraction) => fraction(denominator, numerator);

/** Within 4 %: a day more or less of a month. */
function isNear(a: Fraction, b: Fraction): boolean {
  const difference = minus(a, b);
  const size = compare(difference, zero) < 0 ? minus(zero, difference) : difference;
  return compare(times(size, fraction(100n)), times(b, fraction(4n))) <= 0;
}
