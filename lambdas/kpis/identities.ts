import { OurBug } from '../errors.ts';
import type { Row } from '../ports.ts';
import { exact } from './exact.ts';

/** The rows as they come, each checked. */
export async function* movementsChecked(standings: AsyncIterable<Row>): AsyncGenerator<Row> {
  for await (const row of standings) {
    checkMovements([row]);
    yield row;
  }
}

/**
 * Opening and all movements add up to closing, per account and currency, to the minor unit. Fails the run
 * where they do not: a report must never go out on numbers that contradict each other.
 */
export function checkMovements(standings: readonly Row[]): void {
  const broken = standings.find((row) => {
    const amount = (column: string) => exact(row[column] ?? 0);
    const won = amount('new') + amount('reactivation') + amount('resume') + amount('expansion');
    const lost = amount('contraction') + amount('pause') + amount('churn');
    return amount('opening') + won - lost !== amount('closing');
  });
  if (broken) {
    throw new OurBug(
      `MRR movements of account ${broken.account_id} in ${broken.currency} do not add up from opening to closing; please report this with the account's subscription_periods.`,
    );
  }
}
