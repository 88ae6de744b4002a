import { type Fraction, fraction, one } from '../../../tables/cells/fraction.ts';
import type { InvoiceLine } from '../shapes/invoice.ts';
import type { Known } from './known.ts';

/** The part of an item's price that is no tax, where the price includes it. */
export interface TaxShares {
  at(instant: number): Fraction;
  /** Instants at which it changed. */
  readonly cuts: readonly number[];
}

/** What a line says: whole amounts, in the currency's smallest unit. */
interface Taxed {
  readonly at: number;
  readonly paid: number;
  readonly tax: number;
}

/** As the line that covers an instant says, else the nearest one. */
export function taxShares({ billed }: Known, item: string): TaxShares {
  const lines = billed
    .flatMap(({ item: of, isProration, line }) =>
      of === item && !isProration && line ? taxed(line) : [],
    )
    .sort((a, b) => a.at - b.at);
  const rates: Taxed[] = [];
  for (const line of lines) {
    const last = rates.at(-1);
    if (!last || !isOneRate(last, line)) rates.push(line);
    // Tax is rounded: of lines with one rate the largest says it best.
    else if (line.paid > last.paid) rates[rates.length - 1] = { ...line, at: last.at };
  }
  return {
    at: (instant) => {
      const found = rates.findLast(({ at }) => at <= instant) ?? rates[0];
      return found ? fraction(BigInt(found.paid - found.tax), BigInt(found.paid)) : one;
    },
    cuts: rates.slice(1).map(({ at }) => at),
  };
}

function taxed({ amount, discount_amounts, taxes, period }: InvoiceLine): readonly Taxed[] {
  const off = (discount_amounts ?? []).reduce((sum, discount) => sum + discount.amount, 0);
  const paid = amount - off;
  const tax = (taxes ?? [])
    .filter(({ tax_behavior }) => tax_behavior === 'inclusive')
    .reduce((sum, own) => sum + own.amount, 0);
  return taxes && paid > 0 && tax >= 0 && tax < paid ? [{ at: period.start, paid, tax }] : [];
}

/** Whether the smaller amount's tax is what the larger one's rate makes of it, to a unit. */
function isOneRate(a: Taxed, b: Taxed): boolean {
  const [small, large] = a.paid < b.paid ? [a, b] : [b, a];
  const difference =
    BigInt(small.tax) * BigInt(large.paid) - BigInt(large.tax) * BigInt(small.paid);
  return (difference < 0n ? -difference : difference) <= BigInt(large.paid);
}
