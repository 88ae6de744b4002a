import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, page } from './answers.ts';
import type { Backend } from './backend.ts';
import { begin, type Execution, type Fault, type Lake, type Workgroup } from './executions.ts';
import { ApiError, invalid, oneExecution, resultsRequest, startRequest } from './requests.ts';

export interface FacadeOptions {
  readonly backend: Backend;
  /** The bucket that statements may write to, and where its objects really lie. */
  readonly lake: Lake;
  readonly workgroups: Readonly<Record<string, Workgroup>>;
  /**
   * `looks`: the first look finds a query queued, the second one running, and the third waits for its end,
   * so that a clock that only pretends to sleep never runs ahead. `quick`: the first one waits for its end.
   * `time`: as it goes.
   */
  readonly pace: 'looks' | 'quick' | 'time';
}

export interface Facade {
  /** `http://127.0.0.1:<port>`, for the SDK's `endpoint`. */
  readonly address: string;
  /** Everything that was started, in order. */
  readonly executions: readonly Execution[];
  /** Names of the operations that were asked for, in order, refused ones too. */
  readonly requests: readonly string[];
  /** What becomes of the executions that are started next, one by one. */
  readonly faults: (Fault | 'slow')[];
  /** Requests for the operation that are refused next, one by one. */
  readonly refusals: { readonly operation: string; readonly error: ApiError }[];
  /** Forgets every token, as Athena does in time. */
  forgetTokens(): void;
  /** Forgets everything. */
  reset(): void;
  close(): Promise<void>;
}

/** The Athena API in front of another engine, on this machine alone. */
export async function openFacade(options: FacadeOptions): Promise<Facade> {
  const state = {
    executions: [] as Execution[],
    byToken: new Map<string, Execution>(),
    looks: new Map<Execution, number>(),
    requests: [] as string[],
    faults: [] as (Fault | 'slow')[],
    refusals: [] as Facade['refusals'],
  };
  const server = createServer((request, response) => void serve(options, state, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const listening = server.address();
  const port = typeof listening === 'object' ? listening?.port : undefined;
  const { executions, requests, faults, refusals } = state;
  return {
    ...{ address: `http://127.0.0.1:${port}`, executions, requests, faults, refusals },
    forgetTokens: () => state.byToken.clear(),
    reset: () => {
      state.byToken.clear();
      for (const list of [executions, requests, faults, refusals]) list.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(executions.map(({ done }) => done));
      await options.backend.close();
    },
  };
}

interface State {
  readonly executions: Execution[];
  readonly byToken: Map<string, Execution>;
  readonly looks: Map<Execution, number>;
  readonly requests: string[];
  readonly faults: (Fault | 'slow')[];
  readonly refusals: Facade['refusals'];
}

async function serve(
  options: FacadeOptions,
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  };
  try {
    answer(200, await operate(options, state, operationOf(request), await bodyOf(request)));
  } catch (error) {
    const known = error instanceof ApiError ? error : invalid(String(error));
    answer(known.status, { __type: known.type, message: known.message });
  }
}

function operationOf({ headers }: IncomingMessage): string {
  const [service, operation] = String(headers['x-amz-target']).split('.');
  if (headers['content-type'] !== 'application/x-amz-json-1.1' || service !== 'AmazonAthena') {
    throw new ApiError('UnknownOperationException', 'this speaks the JSON 1.1 protocol of Athena');
  }
  return operation ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

async function operate(
  options: FacadeOptions,
  state: State,
  operation: string,
  body: unknown,
): Promise<unknown> {
  state.requests.push(operation);
  const refused = state.refusals.findIndex((refusal) => refusal.operation === operation);
  if (refused >= 0) throw state.refusals.splice(refused, 1)[0]?.error;
  switch (operation) {
    case 'StartQueryExecution':
      return { QueryExecutionId: start(options, state, startRequest.parse(body)).id };
    case 'GetQueryExecution':
      return look(options, state, known(state, oneExecution.parse(body)));
    case 'GetQueryResults': {
      const asked = resultsRequest.parse(body);
      return page(known(state, asked), asked.MaxResults, asked.NextToken);
    }
    case 'StopQueryExecution':
      stop(known(state, oneExecution.parse(body)));
      return {};
    default:
      throw new ApiError('UnknownOperationException', operation);
  }
}

function start(
  { backend, lake, workgroups }: FacadeOptions,
  state: State,
  request: ReturnType<typeof startRequest.parse>,
): Execution {
  const before = state.byToken.get(request.ClientRequestToken);
  if (before) {
    if (JSON.stringify(before.request) === JSON.stringify(request)) return before;
    throw invalid('Idempotent parameters do not match');
  }
  const workgroup = workgroups[request.WorkGroup];
  if (!workgroup) throw invalid(`WorkGroup ${request.WorkGroup} is not found.`);
  if (Buffer.byteLength(request.QueryString) > 262_144) throw invalid('queryString is too long');
  const execution = begin(backend, lake, workgroup, request, state.faults.shift());
  state.executions.push(execution);
  state.byToken.set(request.ClientRequestToken, execution);
  return execution;
}

function known({ executions }: State, { QueryExecutionId }: { QueryExecutionId: string }) {
  const found = executions.find(({ id }) => id === QueryExecutionId);
  if (!found) throw invalid(`QueryExecution ${QueryExecutionId} was not found`);
  return found;
}

async function look({ pace }: FacadeOptions, state: State, execution: Execution) {
  const looks = (state.looks.get(execution) ?? 0) + 1;
  state.looks.set(execution, looks);
  if (isOver(execution) && execution.recovers) {
    Object.assign(execution, { recovers: false, state: 'QUEUED' });
    state.looks.set(execution, 1);
  } else if (!isOver(execution)) {
    const isEarly = pace === 'time' ? !(await settled(execution)) : pace === 'looks' && looks < 3;
    if (isEarly || execution.isSlow) execution.state = looks === 1 ? 'QUEUED' : 'RUNNING';
    else await settle(execution);
  }
  const recovering = execution.recovers
    ? { message: 'INTERNAL_ERROR: in passing', category: 1, retryable: true }
    : execution.failure;
  return describe({ ...execution, failure: recovering }, execution.state);
}

const isOver = ({ state }: Execution) => ['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(state);

const settled = ({ done }: Execution) =>
  Promise.race([done.then(() => true), new Promise((resolve) => setImmediate(resolve, false))]);

async function settle(execution: Execution): Promise<void> {
  await execution.done;
  if (isOver(execution)) return;
  if (execution.recovers) execution.state = 'FAILED';
  else if (!execution.failure) execution.state = 'SUCCEEDED';
  else execution.state = execution.failure.category === undefined ? 'CANCELLED' : 'FAILED';
}

function stop(execution: Execution): void {
  if (isOver(execution)) return;
  execution.state = 'CANCELLED';
  execution.failure = { message: 'Query cancelled by user' };
}
