import type { Row, Value } from '../../ports.ts';
import type { Grounds } from '../evaluation.ts';
import { exact, toNumber } from '../exact.ts';
import { windowNames } from '../measures/windows.ts';
import { NotMeasurable } from '../outcome.ts';
import { type Converter, converter, ownCurrency } from '../rates.ts';
import { remembered } from '../remembered.ts';

/**
 * A column of minor units in major units of the reporting currency, at the rates of the row's own period;
 * null without a rate. `spread` divides what is given times days.
 */
export type MoneyOf = (row: Row, column: string, spread?: Value) => number | null;

export function moneyIn({
  evaluation: { plan, rates },
  onlyCurrency,
}: {
  readonly evaluation: Grounds;
  readonly onlyCurrency?: string | undefined;
}): MoneyOf {
  const converterOf = remembered((periodNo: number): Converter => {
    if (onlyCurrency !== undefined) return ownCurrency(onlyCurrency);
    const period = plan.periods[periodNo]?.period;
    return converter(rates, period ? plan.lastDay(period) : '');
  });
  return (row, column, spread = 1) => {
    const minor = exact(row[column] ?? 0);
    if (minor === 0n) return 0;
    const periodNo = Math.floor(Number(row.window_id) / windowNames.length);
    const major = converted(() => converterOf(periodNo).convert(minor, String(row.currency)));
    return major === null ? null : toNumber(major / BigInt(String(spread)));
  };
}

function converted(convert: () => bigint): bigint | null {
  try {
    return convert();
  } catch (error) {
    if (error instanceof NotMeasurable) return null;
    throw error;
  }
}
