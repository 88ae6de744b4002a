import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { Clock } from '../../../lambdas/ports.ts';
import { cut, happen, type Trouble, type VendorAnswer, write } from './answers.ts';

export type { Trouble, VendorAnswer } from './answers.ts';

/** What stands in for one vendor: it holds the vendor's records, this file the line to them and its faults. */
export interface Face {
  handle(request: VendorRequest): VendorAnswer | Promise<VendorAnswer>;
}

export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The vendor's time. */
  readonly now: string;
  form(): URLSearchParams;
  json(): unknown;
}

export interface Fault {
  /** `nth` counts from 0 the requests of the same method and path since the fault was added. */
  when(request: VendorRequest, nth: number): boolean;
  readonly what: VendorAnswer | Trouble;
  /** How often it happens at most; default: whenever `when` says so. */
  readonly times?: number;
  /** The request takes effect at the vendor, its answer is lost. */
  readonly after?: boolean;
}

export interface Vendor {
  readonly address: string;
  /** The vendor's time, in its `Date` headers too; may be set. */
  now: string;
  /** Every request so far, those that met a fault too. */
  readonly requests: VendorRequest[];
  /** The first that applies to a request happens; push to add. */
  readonly faults: Fault[];
  close(): Promise<void>;
}

/** An HTTP server on this machine alone: connections are real, time and records are the test's. */
export async function openVendor(face: Face, now = '2026-11-02T03:00:00.000Z'): Promise<Vendor> {
  const requests: VendorRequest[] = [];
  const faults: Fault[] = [];
  const pick = faultPicker(faults);
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // Status 418 is never asked for again: a bug in a stand-in is seen at once.
      write(response, vendor.now, { status: 418, body: { error: String(error) } });
    });
  });
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await requestOf(incoming, vendor.now);
    requests.push(request);
    const fault = pick(request);
    if (!fault) return write(response, vendor.now, await face.handle(request));
    if (fault.after) await face.handle(request);
    if (fault.what === 'cut') return cut(response, vendor.now, await face.handle(request));
    await happen(fault.what, response, vendor.now);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  const port = typeof place === 'object' && place ? place.port : 0;
  const vendor: Vendor = {
    address: `http://127.0.0.1:${port}`,
    now,
    requests,
    faults,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return vendor;
}

/** A clock whose sleep takes no time: it moves itself and the vendor's time on, and returns at once. */
export function testClock(
  vendor?: { now: string },
  now = vendor?.now ?? '2026-11-02T03:00:00.000Z',
) {
  let instant = Date.parse(now);
  const slept: number[] = [];
  const clock: Clock & { readonly slept: number[] } = {
    slept,
    now: () => new Date(instant).toISOString(),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      instant += milliseconds;
      if (vendor) vendor.now = new Date(Date.parse(vendor.now) + milliseconds).toISOString();
    },
  };
  return clock;
}

/** The first fault that applies; each counts for itself what it has seen and how often it happened. */
function faultPicker(faults: readonly Fault[]) {
  const counts = new Map<Fault, { seen: Map<string, number>; happened: number }>();
  return (request: VendorRequest): Fault | undefined => {
    const key = `${request.method} ${request.path}`;
    const applying = faults.filter((fault) => {
      const count = counts.get(fault) ?? { seen: new Map<string, number>(), happened: 0 };
      counts.set(fault, count);
      const nth = count.seen.get(key) ?? 0;
      count.seen.set(key, nth + 1);
      return count.happened < (fault.times ?? Number.POSITIVE_INFINITY) && fault.when(request, nth);
    });
    const count = applying[0] && counts.get(applying[0]);
    if (count) count.happened += 1;
    return applying[0];
  };
}

async function requestOf(incoming: IncomingMessage, now: string): Promise<VendorRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const url = new URL(incoming.url ?? '/', 'http://vendor');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body,
    now,
    form: () => new URLSearchParams(body),
    json: () => JSON.parse(body),
  };
}
