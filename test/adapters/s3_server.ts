import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { S3Client } from '@aws-sdk/client-s3';

/** What goes wrong with the next requests that a fault is meant for. */
export interface Fault {
  readonly when: (request: Asked) => boolean;
  readonly times: number;
  /**
   * A status with its code; `lost`: done, but the connection is reset instead of an answer; `cut`: reset in
   * the middle of the body; `damaged`: a byte of the body is another; `slow`: answers after a second.
   */
  readonly answer: readonly [status: number, code: string] | 'lost' | 'cut' | 'damaged' | 'slow';
}

export interface Asked {
  readonly method: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

interface Stored {
  readonly body: Buffer;
  readonly etag: string;
  readonly checksum: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
}

/**
 * As much of S3 as the adapter asks, in memory, with faults on demand. The same tests run against it and
 * against MiniStack, so that it is held to something else than our own idea of S3.
 */
export async function s3Server(options: { readonly pageSize?: number } = {}) {
  const objects = new Map<string, Stored>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const faults: { fault: Fault; left: number }[] = [];
  const asked: Asked[] = [];
  const locked = new Set<string>();
  const store = { objects, uploads, locked, pageSize: options.pageSize ?? 1000 };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://s3');
    const [, bucket = '', ...key] = url.pathname.split('/').map(decodeURIComponent);
    const one = { method: request.method ?? '', key: key.join('/'), query: url.searchParams };
    asked.push(one);
    const body = await bodyOf(request);
    const found = faults.find(({ fault, left }) => left > 0 && fault.when(one));
    if (found) found.left -= 1;
    const fault = found?.fault.answer;
    if (fault === 'slow') await setTimeout(1000);
    const answer = Array.isArray(fault)
      ? problem(fault[0], fault[1])
      : bucket === 'lake'
        ? answerTo(one, request, body, store)
        : problem(404, 'NoSuchBucket');
    send(response, one.method, answer, typeof fault === 'string' ? fault : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = (more: object = {}) =>
    new S3Client({
      ...{ region: 'eu-central-1', endpoint: `http://127.0.0.1:${port}`, forcePathStyle: true },
      credentials: { accessKeyId: 'AKIDSENTINEL', secretAccessKey: 'SECRETSENTINEL' },
      ...more,
    });
  return {
    ...{ asked, uploads, client },
    bucket: 'lake',
    /** From now on the key cannot be deleted. */
    lock: (key: string) => locked.add(key),
    put: (key: string, body: string) => objects.set(key, stored(Buffer.from(body))),
    fail: (answer: Fault['answer'], when: Fault['when'] = () => true, times = 1) => {
      faults.push({ fault: { answer, when, times }, left: times });
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Store {
  readonly objects: Map<string, Stored>;
  readonly uploads: Map<string, Map<number, Buffer>>;
  readonly locked: ReadonlySet<string>;
  readonly pageSize: number;
}

function answerTo(asked: Asked, request: IncomingMessage, body: Buffer, store: Store): Answer {
  const { method, key, query } = asked;
  if (!checksumFits(request, body)) return problem(400, 'BadDigest');
  if (query.has('uploads') || query.has('uploadId')) return multipart(asked, body, store);
  if (method === 'GET' && key === '') return listing(query, store);
  if (method === 'POST' && query.has('delete')) return deleted(body, store);
  if (method === 'PUT') return put(key, request, body, store);
  if (method === 'GET' || method === 'HEAD') return read(key, request, store);
  return problem(405, 'MethodNotAllowed');
}

function put(key: string, request: IncomingMessage, body: Buffer, { objects }: Store): Answer {
  const { 'if-none-match': none, 'if-match': match } = request.headers;
  const known = objects.get(key);
  if (none === '*' && known) return problem(412, 'PreconditionFailed');
  if (match !== undefined && !known) return problem(404, 'NoSuchKey');
  if (match !== undefined && match !== known?.etag) return problem(412, 'PreconditionFailed');
  const one = stored(body);
  objects.set(key, one);
  return { status: 200, headers: { etag: one.etag } };
}

function read(key: string, request: IncomingMessage, { objects }: Store): Answer {
  const found = objects.get(key);
  if (!found) return problem(404, 'NoSuchKey');
  const { 'if-match': match, range, 'x-amz-checksum-mode': mode } = request.headers;
  if (match !== undefined && match !== found.etag) return problem(412, 'PreconditionFailed');
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  if (from !== undefined && Number(from) >= found.body.length) return problem(416, 'InvalidRange');
  const body = from === undefined ? found.body : found.body.subarray(Number(from), Number(to) + 1);
  const checked = mode === 'ENABLED' && from === undefined && found.checksum !== undefined;
  const checksum = checked ? { 'x-amz-checksum-crc32': found.checksum } : {};
  const headers = { etag: found.etag, 'content-length': String(body.length), ...checksum };
  return { status: from === undefined ? 200 : 206, body, headers };
}

function listing(query: URLSearchParams, { objects, pageSize }: Store): Answer {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? '';
  const most = Math.min(Number(query.get('max-keys') ?? 1000), pageSize);
  const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(byBytes);
  const left = keys.filter((key) => after === '' || byBytes(key, after) > 0);
  const page = left.slice(0, most);
  const next = left.length > most ? page.at(-1) : undefined;
  const contents = page.map((key) => {
    const { etag, body } = objects.get(key) as Stored;
    return `<Contents>${tag('Key', key)}${tag('ETag', etag)}${tag('Size', String(body.length))}</Contents>`;
  });
  const token = next === undefined ? '' : tag('NextContinuationToken', next);
  return xml(
    'ListBucketResult',
    `${tag('IsTruncated', String(next !== undefined))}${token}${contents.join('')}`,
  );
}

function deleted(body: Buffer, { objects, locked }: Store): Answer {
  const keys = values(body, 'Key');
  if (keys.length > 1000) return problem(400, 'MalformedXML');
  for (const key of keys) if (!locked.has(key)) objects.delete(key);
  const kept = keys.filter((key) => locked.has(key));
  const errors = kept.map(
    (key) => `<Error>${tag('Key', key)}${tag('Code', 'AccessDenied')}</Error>`,
  );
  return xml('DeleteResult', errors.join(''));
}

function multipart({ method, key, query }: Asked, body: Buffer, store: Store): Answer {
  const id = query.get('uploadId') ?? String(store.uploads.size + 1);
  if (method === 'GET') return uploadList(store);
  if (query.has('uploads')) store.uploads.set(id, new Map());
  const parts = store.uploads.get(id);
  if (!parts) return problem(404, 'NoSuchUpload');
  if (method === 'PUT') {
    parts.set(Number(query.get('partNumber')), body);
    return { status: 200, headers: { etag: stored(body).etag } };
  }
  if (query.has('uploads')) return xml('InitiateMultipartUploadResult', tag('UploadId', id));
  store.uploads.delete(id);
  if (method === 'DELETE') return { status: 204 };
  const wanted = values(body, 'PartNumber').map((number) => parts.get(Number(number)));
  const whole = stored(Buffer.concat(wanted.map((part) => part ?? Buffer.alloc(0))));
  // S3 has no checksum of the whole then, but one over those of the parts.
  store.objects.set(key, { ...whole, checksum: undefined });
  return xml('CompleteMultipartUploadResult', tag('ETag', whole.etag));
}

function uploadList({ uploads }: Store): Answer {
  const open = [...uploads.keys()].map((id) => `<Upload>${tag('UploadId', id)}</Upload>`);
  return xml('ListMultipartUploadsResult', open.join(''));
}

function send(
  response: ServerResponse,
  method: string,
  { status, body = '', headers }: Answer,
  fault: string | undefined,
): void {
  if (fault === 'lost') return void response.destroy();
  const bytes = Buffer.from(body);
  if (fault === 'damaged') bytes[0] = (bytes[0] ?? 0) ^ 1;
  response.writeHead(status, { 'x-amz-request-id': 'REQUEST', ...headers });
  if (method === 'HEAD') return void response.end();
  if (fault !== 'cut') return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

function stored(body: Buffer): Stored {
  const etag = `"${createHash('md5').update(body).digest('hex')}"`;
  return { body, etag, checksum: crc32Of(body) };
}

function checksumFits(request: IncomingMessage, body: Buffer): boolean {
  const stated = request.headers['x-amz-checksum-crc32'];
  return stated === undefined || stated === crc32Of(body);
}

function crc32Of(body: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const problem = (status: number, code: string): Answer => ({
  status,
  // S3 repeats who asked in some of its errors.
  body: `<Error>${tag('Code', code)}${tag('Message', code)}${tag('AWSAccessKeyId', 'AKIDSENTINEL')}</Error>`,
});
const xml = (name: string, inside: string): Answer => ({
  status: 200,
  body: `<?xml version="1.0" encoding="UTF-8"?><${name}>${inside}</${name}>`,
});
const tag = (name: string, text: string) =>
  `<${name}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`;
const values = (body: Buffer, name: string): string[] =>
  [...body.toString().matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) =>
    (match[1] ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
