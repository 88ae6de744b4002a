import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

export interface VendorAnswer {
  /** Default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Anything but a text or chunks of text becomes JSON; a text is `text/plain` where no header says otherwise. */
  readonly body: unknown | string | AsyncIterable<string>;
}

export type Trouble =
  /** The line is cut before anything is answered. */
  | 'reset'
  /** The line is cut in the middle of the right answer. */
  | 'cut'
  /** Nothing is answered for as long as the client waits. */
  | 'slow'
  /** A proxy answers in the vendor's place: 200 and a page. */
  | 'html'
  /** 200 and an empty body. */
  | 'nothing';

export async function happen(what: VendorAnswer | Trouble, response: ServerResponse, now: string) {
  if (what === 'slow') return;
  if (what === 'reset' || what === 'cut') response.socket?.resetAndDestroy();
  else if (what === 'html') await write(response, now, maintenance);
  else if (what === 'nothing') await write(response, now, { headers: json, body: '' });
  else await write(response, now, what);
}

const json = { 'content-type': 'application/json' };
const maintenance: VendorAnswer = {
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>We are down for maintenance</title>',
};

export async function write(
  response: ServerResponse,
  now: string,
  answer: VendorAnswer,
): Promise<void> {
  const { body } = answer;
  response.writeHead(answer.status ?? 200, headersOf(answer, now));
  if (!isChunks(body)) {
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
    return;
  }
  for await (const chunk of body) if (!response.write(chunk)) await once(response, 'drain');
  response.end();
}

export async function cut(
  response: ServerResponse,
  now: string,
  answer: VendorAnswer,
): Promise<void> {
  const { body } = answer;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const length = { 'content-length': String(Buffer.byteLength(text)) };
  response.writeHead(answer.status ?? 200, { ...headersOf(answer, now), ...length });
  response.write(Buffer.from(text).subarray(0, Math.floor(text.length / 2)), () =>
    response.socket?.destroy(),
  );
}

function headersOf({ headers, body }: VendorAnswer, now: string): Record<string, string> {
  const isText = typeof body === 'string' || isChunks(body);
  return {
    'content-type': isText ? 'text/plain' : 'application/json;charset=utf-8',
    date: new Date(now).toUTCString(),
    ...headers,
  };
}

const isChunks = (body: unknown): body is AsyncIterable<string> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
