import { OurBug } from '../../errors.ts';
import type { Asking } from '../source.ts';

export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Path and query as asked for: what is kept beside the answer. */
  readonly path: string;
  /** What errors call it; without its query, which may hold personal data. */
  readonly title: string;
  readonly asking: Asking;
  /** Redirects that led here. */
  readonly hops: number;
}

/** `path` begins with `/` or is a whole address of this vendor, as vendors give for the next page. */
export function outgoing(
  method: 'GET' | 'POST',
  address: string,
  path: string,
  body: unknown,
  asking: Asking,
): Outgoing {
  const base = new URL(address);
  const url = new URL(path.startsWith('/') ? `${address.replace(/\/+$/, '')}${path}` : path, base);
  if (url.origin !== base.origin) {
    throw new OurBug(`${url.origin} was to be asked with the credentials of ${base.origin}`);
  }
  for (const [name, value] of Object.entries(asking.query ?? {})) {
    const values = typeof value === 'object' ? value : [String(value)];
    for (const one of values) url.searchParams.append(name, one);
  }
  const sent = encoded(body);
  const accept = asking.type === 'csv' ? 'text/csv' : 'application/json';
  return {
    method,
    url,
    body: sent?.text,
    headers: { accept, ...(sent && { 'content-type': sent.type }), ...asking.headers },
    path: `${url.pathname}${url.search}`,
    title: `${method} ${url.pathname}`,
    asking,
    hops: 0,
  };
}

/** URLSearchParams become a form, anything else JSON. */
function encoded(body: unknown): { text: string; type: string } | undefined {
  if (body === undefined) return undefined;
  return body instanceof URLSearchParams
    ? { text: body.toString(), type: 'application/x-www-form-urlencoded' }
    : { text: JSON.stringify(body), type: 'application/json' };
}
