import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { z } from 'zod';

/** What `.ci/cloud.sh` told these checks. */
export function told(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`no ${variable}: run these checks by \`bash .ci/cloud.sh\``);
  return value;
}

const failure = z.object({ errorType: z.string(), errorMessage: z.string() });

/** A function that threw, under the name of what it threw. */
export class FunctionFailed extends Error {
  constructor(error: z.infer<typeof failure>) {
    super(error.errorMessage);
    this.name = error.errorType;
  }
}

/** Calls a function as `aws lambda invoke` does, and waits for its answer. */
export async function invoke(name: string, payload: unknown): Promise<unknown> {
  const response = await request('lambda', `/2015-03-31/functions/${name}/invocations`, {
    body: JSON.stringify(payload),
  });
  const text = await response.text();
  if (response.headers.has('x-amz-function-error')) {
    throw new FunctionFailed(failure.parse(JSON.parse(text)));
  }
  return text === '' ? null : JSON.parse(text);
}

/** Publishes a message on a topic, as SES does with a bounce. */
export async function publish(topic: string, message: unknown): Promise<void> {
  const form = { Action: 'Publish', Version: '2010-03-31', TopicArn: topic };
  const body = new URLSearchParams({ ...form, Message: JSON.stringify(message) });
  await request('sns', '/', { body });
}

/** Opens a Function URL; the host is not ours to resolve, so it becomes a path of MiniStack. */
export function openUrl(url: string, init: RequestInit = {}): Promise<Response> {
  const { hostname, pathname, search } = new URL(url);
  const id = hostname.split('.')[0];
  return fetch(`${told('AWS_ENDPOINT_URL')}/_aws/lambda-url/${id}${pathname}${search}`, init);
}

/** Takes a schedule away, as somebody does by hand and forgets. */
export async function removeSchedule(group: string, name: string): Promise<void> {
  await request('scheduler', `/schedules/${name}?groupName=${group}`, { method: 'DELETE' });
}

const executions = new SFNClient({});

/** Waits for the end of an execution. Throws with its cause where it failed. */
export async function succeeded(executionArn: string, seconds = 850): Promise<void> {
  const { status, cause } = await ended(executionArn, seconds);
  if (status !== 'SUCCEEDED') throw new Error(`${executionArn} ${status}: ${cause}`);
}

/** Waits for the end of an execution, whatever it is. */
export function ended(executionArn: string, seconds = 850) {
  return until(`the end of ${executionArn}`, seconds, async () => {
    const found = await executions.send(new DescribeExecutionCommand({ executionArn }));
    return found.status === 'RUNNING' ? undefined : found;
  });
}

/** How many calls succeeded in an execution between its entering one state and another; null where it entered none. */
export async function callsBetween(executionArn: string, from: string, to: string) {
  const asked = new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 });
  const { events = [] } = await executions.send(asked);
  const [begin, end] = [from, to].map((name) =>
    events.findIndex(({ stateEnteredEventDetails: entered }) => entered?.name === name),
  ) as [number, number];
  if (begin < 0 || end < 0) return null;
  return events.slice(begin, end).filter(({ type }) => type === 'TaskSucceeded').length;
}

async function request(service: string, path: string, init: RequestInit): Promise<Response> {
  // Checked by AWS, only read by MiniStack: it tells the account, the region and the service.
  const credential = `${told('AWS_ACCESS_KEY_ID')}/20261102/${told('AWS_REGION')}/${service}`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}/aws4_request, SignedHeaders=host, Signature=0`;
  const response = await fetch(`${told('AWS_ENDPOINT_URL')}${path}`, {
    method: 'POST',
    headers: { authorization },
    ...init,
  });
  if (!response.ok)
    throw new Error(`${service} answered ${response.status}: ${await response.text()}`);
  return response;
}

/** A bucket as an operator sees it, by another way than the code that is checked. */
export interface Bucket {
  put(key: string, body: string | Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
  bytes(key: string): Promise<Buffer>;
  json(key: string): Promise<unknown>;
  /** Keys below the prefix, sorted. */
  keys(prefix?: string): Promise<readonly string[]>;
}

const s3 = new S3Client({});

export function bucketNamed(name: string): Bucket {
  const keys = async (prefix = '', token?: string): Promise<readonly string[]> => {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: name, Prefix: prefix, ContinuationToken: token }),
    );
    const found = (page.Contents ?? []).map(({ Key }) => Key ?? '');
    const next = page.NextContinuationToken;
    return next === undefined ? found : [...found, ...(await keys(prefix, next))];
  };
  const bytes = async (key: string) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: name, Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  return {
    put: async (key, body) => {
      await s3.send(new PutObjectCommand({ Bucket: name, Key: key, Body: body }));
    },
    remove: async (key) => {
      await s3.send(new DeleteObjectCommand({ Bucket: name, Key: key }));
    },
    bytes,
    json: async (key) => JSON.parse((await bytes(key)).toString()),
    keys: (prefix) => keys(prefix),
  };
}

/** Asks again and again until there is an answer; names what it waited for where there is none. */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(500);
  }
  throw new Error(`${what} did not happen within ${seconds} s`);
}
