import { createHash } from 'node:crypto';
import type { QueryExecution } from '@aws-sdk/client-athena';
import { BadSettings } from '../../errors.ts';
import type { QueryCost } from '../../ports.ts';

/** What the statements of a step have cost, and how much those of the run may. */
export interface Ledger {
  /** Notes an execution that is over; one that is noted already counts once. */
  add(execution: QueryExecution, text: string): void;
  /**
   * Sets aside what a statement may scan at most, until the function that it gives is called. Throws BadSettings
   * where that is more than the budget has left.
   */
  reserve(most: number): () => void;
  costs(): readonly QueryCost[];
}

/** `before` are the bytes that earlier steps of the run have scanned. */
export function openLedger(budgetBytes: number | undefined, before: number): Ledger {
  const costs = new Map<string, QueryCost>();
  let reserved = 0;
  const bytes = () => [...costs.values()].reduce((sum, cost) => sum + cost.bytes, before);
  return {
    add: (execution, text) => {
      // Athena charges for what was cancelled as far as it came, and not for what failed.
      if (execution.Status?.State === 'FAILED') return;
      const id = execution.QueryExecutionId ?? '';
      costs.set(id, costOf(id, execution, text));
    },
    reserve: (most) => {
      const free = (budgetBytes ?? Number.POSITIVE_INFINITY) - bytes() - reserved;
      if (most > free || free < 0) throw overBudget(budgetBytes ?? 0, bytes(), reserved, most);
      reserved += most;
      return () => {
        reserved -= most;
      };
    },
    costs: () => [...costs.values()],
  };
}

function overBudget(budget: number, spent: number, reserved: number, most: number): BadSettings {
  const running = reserved > 0 ? `, those that run now may scan ${megabytes(reserved)}` : '';
  return new BadSettings(
    `The queries of this run have scanned ${megabytes(spent)} so far${running}, and the next one may scan up to ${megabytes(most)}: more than its budget of ${megabytes(budget)} (bytes_per_run of the stage, in infra/). It is not started; raise the budget if the data has grown.`,
  );
}

function costOf(execution: string, { Statistics }: QueryExecution, text: string): QueryCost {
  return {
    execution,
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: Statistics?.DataScannedInBytes ?? 0,
    milliseconds: Statistics?.TotalExecutionTimeInMillis ?? 0,
  };
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en-US', { maximumFractionDigits: 0 })} MB`;
}
