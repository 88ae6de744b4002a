import { type Fraction, fraction, one } from '../../../tables/cells/fraction.ts';
import type { InvoiceLine } from '../shapes/invoice.ts';
import type { Known } from './known.ts';

export type TaxShares = (instant: number) => { readonly share: Fraction; readonly isSaid: boolean };

/**
 * The part of an item's price that is no tax, where the price includes it: as the line that covers an instant
 * says, else the nearest one.
 */
export function taxShares({ billed }: Known, item: string): TaxShares {
  const said = billed
    .flatMap(({ item: of, isProration, line }) => {
      const share = of === item && !isProration && line ? shareOf(line) : undefined;
      return share && line ? [{ at: line.period.start, share }] : [];
    })
    .sort((a, b) => a.at - b.at);
  return (instant) => {
    const found = said.findLast(({ at }) => at <= instant) ?? said[0];
    return { share: found?.share ?? one, isSaid: found !== undefined };
  };
}

function shareOf({ amount, discount_amounts, taxes }: InvoiceLine): Fraction | undefined {
  const off = (discount_amounts ?? []).reduce((sum, discount) => sum + discount.amount, 0);
  const paid = amount - off;
  if (!taxes || paid <= 0) return undefined;
  const tax = taxes
    .filter(({ tax_behavior }) => tax_behavior === 'inclusive')
    .reduce((sum, one) => sum + one.amount, 0);
  return tax > 0 && tax < paid ? fraction(BigInt(paid - tax), BigInt(paid)) : one;
}
