import { type Exact, exact } from '../exact.ts';
import type { Facts } from '../facts.ts';
import { NotMeasurable } from '../outcome.ts';

/** What cost lines are for. */
export type SpendCategory = 'sales' | 'marketing' | 'success' | 'support';

const linesOf = (facts: Facts, categories: readonly SpendCategory[]) =>
  facts.rows('spend').filter(({ category }) => categories.some((one) => one === category));

/** Whether a cost line of the categories covers a day of the window. */
export const isSpendKnown = (facts: Facts, ...categories: readonly SpendCategory[]): boolean =>
  linesOf(facts, categories).length > 0;

/**
 * Spend of the categories that falls into the window, each line spread evenly over its days; major units of the
 * reporting currency. Throws NotMeasurable without a rate, and where no line covers the window: nothing spent
 * and nothing recorded look the same.
 */
export function spendOf(facts: Facts, ...categories: readonly SpendCategory[]): Exact {
  if (!isSpendKnown(facts, ...categories)) {
    throw new NotMeasurable('no {0} spend covers the time', categories.join(' or '));
  }
  return linesOf(facts, categories).reduce((sum, line) => {
    const minorDays = exact(String(line.amount_days));
    const converted = facts.converter.convert(minorDays, String(line.currency));
    return sum + converted / BigInt(String(line.days_covered));
  }, 0n);
}
