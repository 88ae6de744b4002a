import type { QueryExecution } from '@aws-sdk/client-athena';
import { BadSettings, OurBug, VendorDown } from '../../errors.ts';

/** Errors that Athena finds in the text of a query, so that they repeat nothing of the data. */
const ofTheText =
  /^(SYNTAX_ERROR|TYPE_MISMATCH|MISMATCHED_COLUMN_ALIASES|COLUMN_NOT_FOUND|TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|FUNCTION_NOT_FOUND|NOT_SUPPORTED|CONSTRAINT_VIOLATION|INVALID_(TABLE|COLUMN)_PROPERTY)\b/;

/**
 * What an execution that is over without success means: null where the statement may be sent once more,
 * else who must act. Messages name the kind of error alone where Athena's own could hold a cell.
 */
export function failureOf(
  execution: QueryExecution,
  query: string,
  workgroup: string,
): Error | null {
  const { Status } = execution;
  const reason = reasonOf(execution);
  if (/bytes scanned limit/i.test(reason)) return overCutOff(query, workgroup);
  if (Status?.State === 'CANCELLED' || Status?.AthenaError?.Retryable) return null;
  // Files of an execution that Athena no longer knows by its token; the next attempt has a folder of its own.
  if (/already_?\s?exists/i.test(reason)) return null;
  const says = ofTheText.test(reason) ? `${reason} ${idOf(execution)}` : codeOf(execution);
  return Status?.AthenaError?.ErrorCategory === 2
    ? new OurBug(`Athena refused a query: ${says}\n${headOf(query)}`)
    : new VendorDown(`Athena failed at a query, try again later: ${says}\n${headOf(query)}`);
}

/** Kind of error, and where to find the rest of it. */
export function codeOf(execution: QueryExecution): string {
  const code = /^[A-Z][A-Z0-9_]+\b/.exec(reasonOf(execution))?.[0] ?? execution.Status?.State;
  return `${code} ${idOf(execution)}`;
}

const idOf = ({ QueryExecutionId }: QueryExecution) => `(query execution ${QueryExecutionId})`;

const reasonOf = ({ Status }: QueryExecution) =>
  Status?.AthenaError?.ErrorMessage ?? Status?.StateChangeReason ?? '';

function overCutOff(query: string, workgroup: string): BadSettings {
  return new BadSettings(
    `A query would have scanned more than the workgroup ${workgroup} lets a single one (bytes_per_query of the stage, in infra/). Raise it if the data has grown.\n${headOf(query)}`,
  );
}

/** Its first lines: enough to find it, too little to print what it holds. */
export function headOf(query: string): string {
  return query.trim().split('\n').slice(0, 3).join('\n').slice(0, 200);
}
