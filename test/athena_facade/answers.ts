import type { Execution, State } from './executions.ts';
import { invalid } from './requests.ts';

/** Body of GetQueryExecution. */
export function describe(execution: Execution, state: State) {
  const { id, request, failure, bytes, milliseconds, manifest } = execution;
  const isOver = !['QUEUED', 'RUNNING'].includes(state);
  return {
    QueryExecution: {
      QueryExecutionId: id,
      Query: request.QueryString,
      StatementType: 'DML',
      WorkGroup: request.WorkGroup,
      QueryExecutionContext: request.QueryExecutionContext,
      Status: { State: state, ...(isOver && failure ? failureOf(failure) : {}) },
      Statistics: isOver
        ? {
            DataScannedInBytes: bytes,
            TotalExecutionTimeInMillis: milliseconds,
            EngineExecutionTimeInMillis: milliseconds,
            ...(manifest === null ? {} : { DataManifestLocation: manifest }),
          }
        : {},
    },
  };
}

function failureOf({ message, category, retryable }: NonNullable<Execution['failure']>) {
  if (category === undefined) return { StateChangeReason: message };
  return {
    StateChangeReason: message,
    AthenaError: { ErrorCategory: category, Retryable: retryable, ErrorMessage: message },
  };
}

/** One page of GetQueryResults; the first begins with the names of the columns. */
export function page(execution: Execution, size: number, token: string | undefined) {
  if (execution.state !== 'SUCCEEDED') {
    throw invalid(`Query has not yet finished. Current state: ${execution.state}`);
  }
  const { columns = [], rows = [] } = execution.answer ?? {};
  const all = execution.answer ? [columns.map(({ name }) => name), ...rows] : [];
  const from = Number(token ?? 0);
  const until = from + size;
  return {
    ...(until < all.length ? { NextToken: String(until) } : {}),
    ResultSet: {
      Rows: all.slice(from, until).map((row) => ({
        Data: row.map((value) => (value === null ? {} : { VarCharValue: value })),
      })),
      ResultSetMetadata: {
        ColumnInfo: columns.map(({ name, type }) => ({ Name: name, Label: name, Type: type })),
      },
    },
  };
}
