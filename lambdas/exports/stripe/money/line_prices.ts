import type { Billed } from '../history/known.ts';
import { idOf } from '../shapes/common.ts';
import type { InvoiceLine } from '../shapes/invoice.ts';
import type { Price } from '../shapes/price.ts';

const day = 86_400;

/**
 * Prices as lines of whole cycles tell them: those that were made for one subscription are in no list. Left out
 * where lines of one price do not agree, or are of no whole months or weeks.
 */
export function linePrices(billed: readonly Billed[]): ReadonlyMap<string, Price> {
  const byPrice = new Map<string, InvoiceLine[]>();
  for (const { line, isProration, issued } of billed) {
    const id = idOf(line?.pricing?.price_details?.price);
    // What is billed afterwards is use.
    const isAdvance = line !== undefined && line.period.end > issued;
    if (!line || id === null || isProration || line.amount <= 0 || !isAdvance) continue;
    byPrice.set(id, [...(byPrice.get(id) ?? []), line]);
  }
  const prices = [...byPrice].flatMap(([id, own]) => priceOf(id, own));
  return new Map(prices.map((price) => [price.id, price]));
}

function priceOf(id: string, lines: readonly InvoiceLine[]): readonly Price[] {
  const units = new Set(lines.map(({ pricing }) => pricing?.unit_amount_decimal ?? null));
  const currencies = new Set(lines.map(({ currency }) => currency));
  const [unit = null, currency] = [[...units][0], [...currencies][0]];
  const recurring = cycleOf(lines);
  if (units.size > 1 || currencies.size > 1 || unit === null || !currency || !recurring) return [];
  const product = lines.at(-1)?.pricing?.price_details?.product ?? null;
  const made = { id, currency, product, recurring, billing_scheme: 'per_unit', livemode: true };
  return [{ ...made, unit_amount_decimal: unit }];
}

type Cycle = { readonly interval: 'month' | 'week'; readonly interval_count: number };

/** What all periods can be: a February is four weeks too, its neighbours are not. */
function cycleOf(lines: readonly InvoiceLine[]): Cycle | undefined {
  const months = new Set(lines.map(({ period }) => monthsBetween(period)));
  const weeks = new Set(lines.map(({ period }) => weeksBetween(period)));
  const [month, week] = [only(months), only(weeks)];
  if (month !== undefined && week !== undefined) return undefined;
  if (month !== undefined) return { interval: 'month', interval_count: month };
  return week === undefined ? undefined : { interval: 'week', interval_count: week };
}

const only = (numbers: ReadonlySet<number | undefined>) =>
  numbers.size === 1 ? [...numbers][0] : undefined;

interface Period {
  readonly start: number;
  readonly end: number;
}

function weeksBetween({ start, end }: Period): number | undefined {
  const weeks = (end - start) / (7 * day);
  return end > start && Number.isInteger(weeks) ? weeks : undefined;
}

/** The last days of months are a month apart; undefined where no whole number of months lies between. */
function monthsBetween({ start, end }: Period): number | undefined {
  const [from, to] = [new Date(start * 1000), new Date(end * 1000)];
  const years = to.getUTCFullYear() - from.getUTCFullYear();
  const months = years * 12 + to.getUTCMonth() - from.getUTCMonth();
  const isSameDay =
    from.getUTCDate() === to.getUTCDate() ||
    (isLastDay(to) && from.getUTCDate() > to.getUTCDate()) ||
    (isLastDay(from) && to.getUTCDate() > from.getUTCDate());
  return months > 0 && (end - start) % day === 0 && isSameDay ? months : undefined;
}

const isLastDay = (date: Date) => new Date(date.getTime() + day * 1000).getUTCDate() === 1;
