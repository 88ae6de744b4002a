import type { Clock, Records, Signer } from '../ports.ts';
import { isUnsubscribed, setSubscribed } from './subscriptions.ts';
import { type Subscription, subscriptionOf } from './tokens.ts';
import { headers, page } from './unsubscribe_page.ts';

export interface Request {
  /** `GET`, `POST` … */
  readonly method: string;
  /** Value of `t` in the query. */
  readonly token: string | undefined;
  /** Decoded body. */
  readonly body: string;
}

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Unsubscribing {
  readonly records: Records;
  readonly signer: Signer;
  readonly clock: Clock;
}

/**
 * Answers a call of an unsubscribe link. A POST ends the subscription at once, as RFC 8058 asks; a GET only
 * shows a page with a button, because scanners of mail follow every link.
 */
export async function unsubscribe(ports: Unsubscribing, request: Request): Promise<Response> {
  const { method, token = '', body } = request;
  if (!['GET', 'HEAD', 'POST'].includes(method)) {
    return { status: 405, headers: { ...headers, allow: 'GET, HEAD, POST' }, body: '' };
  }
  const whose = await subscriptionOf(ports.signer, token);
  if (whose === null) return { status: 400, headers, body: page({ shows: 'invalid' }) };
  if (method === 'POST') await setSubscribed(ports, whose, isUndo(body));
  if (method === 'HEAD') return { status: 200, headers, body: '' };
  return { status: 200, headers, body: await pageFor(ports, whose) };
}

/** Everything else that is posted ends the subscription: who takes the trouble means it. */
function isUndo(body: string): boolean {
  return new URLSearchParams(body).get('subscribe') === 'again';
}

async function pageFor({ records }: Unsubscribing, whose: Subscription): Promise<string> {
  const ended = await isUnsubscribed(records, whose);
  return page({ shows: ended ? 'unsubscribed' : 'subscribed', edition: whose.edition });
}
