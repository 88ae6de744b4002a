import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Objects } from '../../lambdas/ports.ts';
import { type Answer, type Backend, QueryFailed } from './backend.ts';
import type { StartRequest } from './requests.ts';
import { unloadOf } from './unload_text.ts';

export interface Workgroup {
  /** Where results and manifests go: `s3://lake/results/`. */
  readonly output: string;
  /** BytesScannedCutoffPerQuery. */
  readonly cutOff?: number;
}

/** What shall become of the next execution that is started. */
export interface Fault {
  readonly message: string;
  readonly category: 1 | 2 | 3;
  readonly retryable: boolean;
  /** It leaves a file behind where it was to unload. */
  readonly leaves?: boolean;
  /** Athena takes it up again by itself, and succeeds. */
  readonly recovers?: boolean;
}

export type State = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export interface Execution {
  readonly id: string;
  readonly request: StartRequest;
  state: State;
  answer: Answer | null;
  failure: {
    readonly message: string;
    readonly category?: number;
    readonly retryable?: boolean;
  } | null;
  bytes: number;
  milliseconds: number;
  manifest: string | null;
  /** Goes on only when it is stopped. */
  readonly isSlow: boolean;
  recovers: boolean;
  /** Resolved when it is over. */
  done: Promise<void>;
}

export interface Lake {
  readonly bucket: string;
  readonly objects: Objects;
}

/** Begins an execution of the request; it never rejects. */
export function begin(
  backend: Backend,
  lake: Lake,
  workgroup: Workgroup,
  request: StartRequest,
  fault: Fault | 'slow' | undefined,
): Execution {
  const execution: Execution = {
    ...{ id: randomUUID(), request, state: 'QUEUED', answer: null, failure: null },
    ...{ bytes: 0, milliseconds: 0, manifest: null, isSlow: fault === 'slow' },
    recovers: fault !== 'slow' && (fault?.recovers ?? false),
    done: Promise.resolve(),
  };
  if (fault !== 'slow') execution.done = carryOut(execution, backend, lake, workgroup, fault);
  return execution;
}

async function carryOut(
  execution: Execution,
  backend: Backend,
  lake: Lake,
  workgroup: Workgroup,
  fault: Fault | undefined,
): Promise<void> {
  const begun = performance.now();
  try {
    if (fault && !fault.recovers) await fail(execution, lake, fault);
    const unload = unloadOf(execution.request.QueryString);
    if (unload) await unloaded(execution, backend, lake, workgroup, unload);
    else {
      execution.answer = await backend.query(execution.request.QueryString);
      execution.bytes = execution.answer.bytes;
    }
  } catch (error) {
    const known = error instanceof QueryFailed ? error : new QueryFailed(String(error));
    execution.failure = {
      message: known.message,
      category: known.category,
      retryable: known.retryable,
    };
  }
  if (execution.bytes > (workgroup.cutOff ?? Number.POSITIVE_INFINITY)) {
    execution.failure = { message: 'Query cancelled! : Bytes scanned limit was exceeded' };
  }
  execution.milliseconds = Math.round(performance.now() - begun);
}

async function fail(execution: Execution, lake: Lake, fault: Fault): Promise<never> {
  const unload = unloadOf(execution.request.QueryString);
  if (fault.leaves && unload) {
    await lake.objects.write(`${keyOf(lake, unload.address)}half.parquet`, 'cut');
  }
  throw new QueryFailed(fault.message, fault.category, fault.retryable);
}

/** As Athena: only into a folder that holds nothing, and with a manifest beside the results. */
async function unloaded(
  execution: Execution,
  backend: Backend,
  lake: Lake,
  workgroup: Workgroup,
  { sql, address, compression }: NonNullable<ReturnType<typeof unloadOf>>,
): Promise<void> {
  const key = keyOf(lake, address);
  if ((await lake.objects.list(key)).length > 0) {
    throw new QueryFailed(
      `HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists: ${address}`,
    );
  }
  execution.bytes = (await backend.unload(sql, address, compression)).bytes;
  const written = await lake.objects.list(key);
  execution.manifest = `${workgroup.output}${execution.id}-manifest.csv`;
  const lines = written.map((file) => `s3://${lake.bucket}/${file}\n`).join('');
  await lake.objects.write(keyOf(lake, execution.manifest), lines);
}

export function keyOf({ bucket }: Lake, address: string): string {
  const root = `s3://${bucket}/`;
  if (!address.startsWith(root))
    throw new QueryFailed(`HIVE_METASTORE_ERROR: no bucket of ${address}`);
  return address.slice(root.length);
}
