import type { Fraction } from '../fraction.ts';
import { type Money, micros, type Rates, total } from '../money.ts';
import { instant } from '../time.ts';
import { must, type Row, rowsOf, text, type World } from '../world.ts';

/** Minor units of a currency; without a currency nobody can tell what they are worth. */
export function moneyOf(row: Row, minor: bigint): Money {
  return { currency: text(row, 'currency') ?? 'unknown', micros: minor * micros('1') };
}

/** Whole minor units; 0 when the cell is empty. */
export function minorOf(row: Row, column: string): bigint {
  return BigInt(text(row, column) ?? '0');
}

/** Invoices paid at a time that will do. */
export function paidInvoices(world: World, willDo: (paidAt: number) => boolean): readonly Row[] {
  return rowsOf(world, 'invoices').filter((invoice) => {
    const paidAt = instant(invoice, 'paid_at');
    return invoice.status === 'paid' && paidAt !== null && willDo(paidAt);
  });
}

/** What was paid less what was given back, in the reporting currency; null when a rate is missing. */
export function revenueOf(invoices: readonly Row[], rates: Rates): Fraction | null {
  return total(
    invoices.map((row) => {
      const paid = text(row, 'paid_minor') === null ? 'total_minor' : 'paid_minor';
      return moneyOf(row, minorOf(row, paid) - minorOf(row, 'refunded_minor'));
    }),
    rates,
  );
}

export const accountsOf = (rows: readonly Row[]): ReadonlySet<string> =>
  new Set(rows.map((row) => must(row, 'account_id')));
