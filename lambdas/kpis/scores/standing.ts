import type { Row, Value } from '../../ports.ts';
import { type Exact, exact, toNumber } from '../exact.ts';
import { NotMeasurable } from '../outcome.ts';
import type { Converter } from '../rates.ts';
import type { AccountMovements } from './scorecard.ts';

/** Where one account stands at the closing of a period, all its currencies together. */
export interface Standing {
  readonly isCustomer: boolean;
  readonly isLost: boolean;
  readonly endReason: string | null;
  readonly firstPaidOn: string | null;
  readonly seats: number | null;
  /** Major units of the reporting currency; null where a rate is missing. */
  readonly mrr: number | null;
  readonly openingMrr: number | null;
  readonly movements: AccountMovements | null;
}

/** From the rows of one account, one per currency. */
export function standing(rows: readonly Row[], converter: Converter): Standing {
  const [first] = rows;
  const sum = (column: string) => converted(rows, column, converter);
  const [mrr, openingMrr] = [sum('closing'), sum('opening')];
  const seats = rows.flatMap((row) => (row.seats === null ? [] : [Number(row.seats)]));
  return {
    isCustomer: rows.some((row) => row.is_paying === true),
    isLost: rows.some((row) => row.is_lost === true),
    endReason: text(first?.end_reason),
    firstPaidOn: text(first?.first_paid_on),
    seats: seats.length > 0 ? seats.reduce((a, b) => a + b, 0) : null,
    mrr,
    openingMrr,
    movements: mrr === null || openingMrr === null ? null : movementsOf(sum),
  };
}

function movementsOf(sum: (column: string) => number | null): AccountMovements {
  const of = (name: keyof AccountMovements) => sum(name) ?? 0;
  return {
    new: of('new'),
    reactivation: of('reactivation'),
    resume: of('resume'),
    expansion: of('expansion'),
    contraction: of('contraction'),
    pause: of('pause'),
    churn: of('churn'),
  };
}

function converted(rows: readonly Row[], column: string, converter: Converter): number | null {
  try {
    const total = rows.reduce<Exact>((sum, row) => {
      const minor = exact(row[column] ?? 0);
      return minor === 0n ? sum : sum + converter.convert(minor, String(row.currency));
    }, 0n);
    return toNumber(total);
  } catch (error) {
    if (error instanceof NotMeasurable) return null;
    throw error;
  }
}

function text(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
