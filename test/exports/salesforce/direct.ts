import { salesforce } from '../../../lambdas/exports/salesforce/salesforce.ts';
import type { Api, Asking, Connecting, Page, Slice } from '../../../lambdas/exports/source.ts';
import { salesforceOptions } from '../../../lambdas/settings/exports/salesforce.ts';
import type { SalesforceFace } from '../vendors/salesforce_face.ts';
import { testClock, type VendorRequest } from '../vendors/server.ts';

/** A face asked without a line between, where thousands of pages are read. */
export function directApi(face: SalesforceFace): Api {
  const ask = async (method: string, path: string, body: string, asking: Asking = {}) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(asking.query ?? {})) query.set(name, String(value));
    const now = '2026-11-02T03:00:00.000Z';
    const headers = { authorization: 'Bearer 00D!token1' };
    const request: VendorRequest = {
      ...{ method, path, query, headers, body, now },
      form: () => new URLSearchParams(body),
      json: () => JSON.parse(body),
    };
    const { status = 200, headers: answered, body: json } = await face.handle(request);
    const text = typeof json === 'string' ? json : JSON.stringify(json);
    const received = { path: `${path}?${query}`, body: text };
    return { status, headers: new Headers(answered), json, received };
  };
  return {
    get: (path, asking) => ask('GET', path, '', asking),
    post: (path, body, asking) => ask('POST', path, JSON.stringify(body), asking),
  };
}

const progress = { step: () => {}, note: () => {}, warn: () => {} };
const world: Connecting = {
  ...{ clock: testClock(), random: () => 0, progress },
  left: () => Number.POSITIVE_INFINITY,
};

/** An object as a new process finds it. */
function objectOf(name: string, settings: object) {
  const source = salesforce(salesforceOptions.parse(settings));
  // Knows the world from here on; that nobody answers it does not matter.
  source.connect({}, world).catch(() => {});
  const object = source.objects.find((one) => one.name === name);
  if (!object) throw new Error(`salesforce reads no ${name}`);
  return object;
}

/** Every page of a slice, each one asked for by a process of its own, which has nothing but the cursor. */
export async function* pagesOf(api: Api, name: string, slice: Slice, settings: object = {}) {
  let cursor: string | null = null;
  do {
    const object = objectOf(name, settings);
    const [stream] = object.streams(slice);
    const page: Page | undefined = await stream?.page(api, cursor);
    if (!page) throw new Error('there is no stream');
    yield { page, records: object.read(page.received) };
    cursor = page.next;
  } while (cursor !== null);
}
