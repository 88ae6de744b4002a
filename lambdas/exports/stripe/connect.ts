import { z } from 'zod';
import { BadSettings, VendorDown } from '../../errors.ts';
import type { StripeOptions } from '../../settings/exports/stripe.ts';
import { openApi } from '../client/api.ts';
import type { Verdict } from '../client/judge.ts';
import { serverTime } from '../client/server_time.ts';
import { parseSecret } from '../secret.ts';
import { NotPermitted } from '../signals.ts';
import type { Api, Connecting, Connection } from '../source.ts';

/** Answers of another version have other shapes: every request says which one it expects. */
export const apiVersion = '2026-10-28.endive';

/** Requests a second, of the 25 that Stripe allows for one endpoint: other programs ask too. */
const perSecond = 20;

const credentials = z.strictObject({
  /** A restricted key that may only read, `rk_live_…`; see the README. */
  api_key: z.string().regex(/^(sk|rk)_(live|test)_\w+$/),
  /** Another address, e.g. of a proxy. */
  address: z.url().default('https://api.stripe.com'),
});

/** Throws BadSettings where the key is of test mode and the settings do not ask for that. */
export async function connect(
  { test_mode }: StripeOptions,
  secret: unknown,
  world: Connecting,
): Promise<Connection> {
  const { api_key, address } = parseSecret('Stripe', credentials, secret);
  const isTest = /^.._test_/.test(api_key);
  if (isTest && !test_mode) {
    throw new BadSettings(
      'The key of Stripe is of test mode, whose money is none: use one of live mode, or set exports.stripe.test_mode to try CS Pulse out',
    );
  }
  const api = openApi({
    vendor: 'stripe',
    address,
    authorize: async () => ({ authorization: `Bearer ${api_key}`, 'stripe-version': apiVersion }),
    perSecond,
    atOnce: 4,
    world,
    verdict,
  });
  const account = isTest ? 'Stripe in TEST MODE: no real money' : 'Stripe in live mode';
  return { api, now: await timeOf(api), account };
}

/** Stripe's time of day. Throws BadSettings where the key may not read subscriptions. */
async function timeOf(api: Api): Promise<string> {
  try {
    const { headers } = await api.get('/v1/subscriptions', { query: { limit: 1, status: 'all' } });
    return serverTime(headers);
  } catch (error) {
    if (!(error instanceof NotPermitted)) throw error;
    throw new BadSettings(
      'The key of Stripe may not read subscriptions, without which there is nothing to export: give it the permissions that the README of lambdas/exports/stripe names',
      { cause: error },
    );
  }
}

/** Stripe knows of some failures that asking again helps, and of others that it does not. */
const verdict: Verdict = ({ status, headers }) => {
  const said = headers.get('stripe-should-retry');
  if (said === 'true') return 'again';
  if (said === 'false' && (status >= 500 || status === 409 || status === 429)) {
    throw new VendorDown(
      `stripe: it answered ${status} and says that asking again does not help now: start again later, it goes on where it stopped`,
    );
  }
  return undefined;
};
