import { createHash } from 'node:crypto';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { OurBug, VendorDown } from '../../errors.ts';
import { callAthena } from './calls.ts';
import { codeOf, failureOf, headOf } from './failures.ts';
import type { Ledger } from './ledger.ts';
import { millisOf, pause, type Waiting } from './waiting.ts';

export interface Athena extends Waiting {
  readonly client: AthenaClient;
  readonly database: string;
  readonly workgroup: string;
  /** Names the execution and the step: statements of the same scope and text are the same. */
  readonly scope: string;
  /** Milliseconds that a single statement may take. */
  readonly patience: number;
  readonly ledger: Ledger;
}

export interface Statement {
  /** As the caller wrote it; of it, errors show the first lines. */
  readonly query: string;
  readonly text: (attempt: number) => string;
  /** Bytes that it may scan at most, as far as that is known. */
  readonly most: number;
  /** Whether what a successful attempt made is still there. */
  readonly isKept?: (success: Success) => Promise<boolean>;
}

export interface Success {
  readonly execution: QueryExecution;
  readonly attempt: number;
  /** It had ended before it was first looked at. */
  readonly isOld: boolean;
}

/** Longest text that Athena takes, in bytes. */
export const longestText = 262_144;
/** Attempts of one life of the process, and of all lives of its scope. */
const [patienceOfOne, patienceOfAll] = [4, 24];
const [shortestLook, longestLook] = [200, 3_000];

/**
 * Runs a statement to its success. An attempt that an earlier life of the process began is joined and not
 * paid again; one that failed as Athena says may be tried again is followed by the next attempt.
 */
export async function runStatement(athena: Athena, statement: Statement): Promise<Success> {
  let [waitedFor, last] = [0, ''];
  for (let attempt = 0; attempt < patienceOfAll && waitedFor < patienceOfOne; attempt += 1) {
    const { execution, isOld } = await withinBudget(athena, statement, attempt);
    if (execution.Status?.State === 'SUCCEEDED') {
      const success = { execution, attempt, isOld };
      if ((await statement.isKept?.(success)) ?? true) return success;
    } else {
      const failure = failureOf(execution, statement.query, athena.workgroup);
      if (failure) throw failure;
    }
    if (!isOld) waitedFor += 1;
    last = codeOf(execution);
  }
  throw new VendorDown(
    `Athena failed again and again at a query, the last time by ${last}:\n${headOf(statement.query)}`,
  );
}

/** One attempt, from before it can cost anything until what it cost is noted. */
async function withinBudget(athena: Athena, statement: Statement, attempt: number) {
  const release = athena.ledger.reserve(statement.most);
  try {
    const text = statement.text(attempt);
    const id = await start(athena, text, attempt);
    const ended = await finished(athena, id, statement);
    athena.ledger.add(ended.execution, text);
    return ended;
  } finally {
    release();
  }
}

async function start(athena: Athena, text: string, attempt: number): Promise<string> {
  const bytes = Buffer.byteLength(text);
  if (bytes > longestText) {
    throw new OurBug(
      `a query of ${bytes} bytes is longer than the ${longestText} that Athena takes:\n${headOf(text)}`,
    );
  }
  const { client, scope, database, workgroup } = athena;
  const started = await callAthena('start a query', athena, () =>
    client.send(
      new StartQueryExecutionCommand({
        QueryString: text,
        ClientRequestToken: tokenOf(scope, attempt, text),
        QueryExecutionContext: { Database: database },
        WorkGroup: workgroup,
      }),
    ),
  );
  return started.QueryExecutionId ?? '';
}

/** Athena answers a token that it knows with the execution that it knows. */
export function tokenOf(scope: string, attempt: number, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([scope, attempt, text]))
    .digest('hex');
}

/** Waits for the end; `isOld` where it had come before the first look. */
async function finished(athena: Athena, id: string, { query }: Statement) {
  const begun = millisOf(athena.clock);
  let execution = await look(athena, id);
  const isOld = isOver(execution);
  for (let wait = shortestLook, isSure = false; ; wait = Math.min(longestLook, wait * 1.5)) {
    // Athena may take up again by itself what failed in passing: two attempts at once would both be paid.
    if (isOver(execution) && (isSure || !execution.Status?.AthenaError?.Retryable)) break;
    isSure = isOver(execution);
    if (!isSure && millisOf(athena.clock) - begun > athena.patience)
      await giveUp(athena, id, query);
    await pause(athena, isSure ? longestLook : wait, headOf(query));
    execution = await look(athena, id);
  }
  return { execution, isOld };
}

const isOver = ({ Status }: QueryExecution) =>
  ['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(Status?.State ?? '');

async function look(athena: Athena, id: string): Promise<QueryExecution> {
  const found = await callAthena('look after a query', athena, () =>
    athena.client.send(new GetQueryExecutionCommand({ QueryExecutionId: id })),
  );
  return found.QueryExecution ?? {};
}

async function giveUp(athena: Athena, id: string, query: string): Promise<never> {
  await callAthena('stop a query', athena, () =>
    athena.client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })),
  );
  throw new VendorDown(
    `Athena took longer than ${athena.patience / 1000} s for a query, which was stopped (query execution ${id}):\n${headOf(query)}`,
  );
}
