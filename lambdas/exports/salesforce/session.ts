import { z } from 'zod';
import { BadSettings, VendorDown } from '../../errors.ts';
import type { SalesforceOptions } from '../../settings/exports/salesforce.ts';
import { openApi } from '../client/api.ts';
import { serverTime } from '../client/server_time.ts';
import { parseSecret } from '../secret.ts';
import { NotPermitted } from '../signals.ts';
import type { Connecting, Connection } from '../source.ts';
import { type Credentials, credentials as shape } from './credentials.ts';
import { errorCode, verdictOf } from './error_codes.ts';

const granted = z.object({
  access_token: z.string().min(1),
  instance_url: z.url(),
  /** Address of the user, with the id of the organisation in it. */
  id: z.string().default(''),
});
type Granted = z.infer<typeof granted>;

/** Logs in as the app, and asks once for what proves the version, the permission and the time of day. */
export async function openSession(
  secret: unknown,
  options: SalesforceOptions,
  world: Connecting,
): Promise<Connection> {
  const credentials = parseSecret('salesforce', shape, secret);
  const first = await logIn(credentials, world);
  let token = first.access_token;
  const api = openApi({
    vendor: 'salesforce',
    address: instanceOf(credentials, first),
    // Kept in memory alone, and asked for anew once it is refused.
    authorize: async (refused) => {
      if (refused) token = (await logIn(credentials, world)).access_token;
      return { authorization: `Bearer ${token}` };
    },
    perSecond: 10,
    atOnce: 4,
    world,
    verdict: verdictOf,
  });
  const { headers } = await api.get(`/services/data/v${options.api_version}`).catch(closed);
  const organisation = /\/id\/(00D\w+)/.exec(first.id)?.[1] ?? 'without an id';
  return { api, now: serverTime(headers), account: `organisation ${organisation}` };
}

function closed(error: unknown): never {
  if (!(error instanceof NotPermitted)) throw error;
  throw new BadSettings(
    'Salesforce lets us in, but not to its API: give the user that the app runs as the permission API Enabled',
  );
}

async function logIn(credentials: Credentials, world: Connecting): Promise<Granted> {
  const api = openApi({
    vendor: 'salesforce',
    address: credentials.address ?? credentials.login,
    authorize: async () => ({}),
    perSecond: 1,
    atOnce: 1,
    world,
    verdict: verdictOf,
  });
  const { client_id, client_secret } = credentials;
  const form = { grant_type: 'client_credentials', client_id, client_secret };
  const answer = await api.post('/services/oauth2/token', new URLSearchParams(form), {
    accepted: [400, 401],
  });
  if (answer.status >= 400) throw refused(errorCode(answer.received.body));
  const parsed = granted.safeParse(answer.json);
  if (parsed.success) return parsed.data;
  throw new VendorDown('Salesforce let us in without a token or an address; try again later');
}

function refused(code: string): BadSettings {
  return new BadSettings(
    `Salesforce does not let us in (${code || 'without a reason'}): check client_id and client_secret, that the app has the client credentials flow enabled with a user to run as, and that login is the address of the organisation itself`,
  );
}

/** Where the organisation's records are; a token is sent to Salesforce and to no other. */
export function instanceOf({ login, address }: Credentials, { instance_url }: Granted): string {
  if (address !== undefined) return address;
  const { origin, protocol, hostname } = new URL(instance_url);
  const isTheirs = hostname.endsWith('.salesforce.com') || origin === new URL(login).origin;
  if (protocol === 'https:' && isTheirs) return origin;
  throw new BadSettings(
    `Salesforce points to ${origin}, which is none of its addresses: check login in the secret`,
  );
}
