import { z } from 'zod';
import { BadSettings, VendorDown } from '../../errors.ts';
import { openApi } from '../client/api.ts';
import type { Verdict } from '../client/judge.ts';
import { serverTime } from '../client/server_time.ts';
import type { Api, Connecting, Connection } from '../source.ts';
import { parsed } from './answers.ts';
import { askedBy, paths } from './paths.ts';

const address = z.url().optional();
const ofPrivateApp = z.strictObject({ token: z.string().min(1), address });
const ofPublicApp = z.strictObject({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  refresh_token: z.string().min(1),
  address,
});
type Secret = z.infer<typeof ofPrivateApp> | z.infer<typeof ofPublicApp>;

/** What an account's free plan allows is 10 a second over all, and 5 searches a second of all its apps. */
const pace = { all: { perSecond: 9, atOnce: 4 }, searches: { perSecond: 4, atOnce: 1 } };

/** Opens HubSpot with the token of a private app, or as a public app with tokens that end within the hour. */
export async function connect(secret: unknown, world: Connecting): Promise<Connection> {
  const known = secretOf(secret);
  const shared = {
    vendor: 'hubspot',
    address: known.address ?? 'https://api.hubapi.com',
    authorize: authorizer(known, world),
    world,
    verdict,
  };
  const all = openApi({ ...shared, ...pace.all });
  const searches = openApi({ ...shared, ...pace.searches });
  const api: Api = {
    get: all.get,
    post: (path, body, asking) =>
      (askedBy(path).for === 'search' ? searches : all).post(path, body, asking),
  };
  const { json, headers } = await api.get(paths.account);
  const portal = z.object({ portalId: z.union([z.int(), z.string()]) }).safeParse(json);
  if (!portal.success) {
    throw new VendorDown('hubspot: the answer of account details does not say which account it is');
  }
  return { api, now: serverTime(headers), account: `account ${portal.data.portalId}` };
}

function secretOf(secret: unknown): Secret {
  const known = z.union([ofPrivateApp, ofPublicApp]).safeParse(secret);
  if (known.success) return known.data;
  throw new BadSettings(
    'The secret of hubspot must be {"token"} of a private app, or {"client_id", "client_secret", "refresh_token"} of a public one, with "address" where a proxy stands before HubSpot. How to make one is said in lambdas/exports/hubspot/README.md.',
  );
}

function authorizer(secret: Secret, world: Connecting) {
  if ('token' in secret) return async () => ({ authorization: `Bearer ${secret.token}` });
  const { client_id, client_secret, refresh_token } = secret;
  const tokens = openApi({
    ...{ vendor: 'hubspot', address: secret.address ?? 'https://api.hubapi.com', world, verdict },
    ...{ ...pace.searches, authorize: async () => ({}) },
  });
  const grant = { grant_type: 'refresh_token', client_id, client_secret, refresh_token };
  return async () => {
    const { json } = await tokens.post(paths.token, new URLSearchParams(grant));
    const given = z.object({ access_token: z.string().min(1) }).safeParse(json);
    if (given.success) return { authorization: `Bearer ${given.data.access_token}` };
    throw new VendorDown('hubspot: the answer to the refresh token holds no access token');
  };
}

const limit = z.object({ policyName: z.string() });

/** A 429 says which limit it is; beyond the one of the day nothing helps but the next day. */
const verdict: Verdict = ({ status, text }) => {
  if (status === 423 || status === 477) return 'again';
  const reached = status === 429 ? limit.safeParse(parsed(text)) : undefined;
  return reached?.success && reached.data.policyName === 'DAILY' ? 'today_over' : undefined;
};
