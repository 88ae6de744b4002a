import { z } from 'zod';
import { BadSettings } from '../../errors.ts';
import type { ZendeskOptions } from '../../settings/exports/zendesk.ts';
import { openApi } from '../client/api.ts';
import { serverTime } from '../client/server_time.ts';
import { parseSecret } from '../secret.ts';
import type { Connecting, Connection, Mapping, Source } from '../source.ts';
import { addressOf, authorizationOf, type ZendeskSecret, zendeskSecret } from './credentials.ts';
import { lanes } from './lanes.ts';
import { contactRows, organizationRows } from './map_people.ts';
import { ticketRows } from './map_tickets.ts';
import { organizations, ratings, users } from './people.ts';
import { tickets } from './tickets.ts';

/** Zendesk Support: tickets, the answers to their survey, and the organisations that they are of. */
export function zendesk(options: ZendeskOptions): Source {
  const objects = {
    tickets: tickets(options),
    organizations: organizations(options),
    users: users(options),
    ratings,
  };
  return {
    name: 'zendesk',
    // The export leaves its last minute out.
    lag: 2 * 60_000,
    overlap: 10 * 60_000,
    objects: Object.values(objects),
    mapping: mapping(objects, options),
    connect: async (secret, world) =>
      connect(parseSecret('Zendesk', zendeskSecret, secret), world, options),
  };
}

interface Objects {
  readonly tickets: ReturnType<typeof tickets>;
  readonly organizations: ReturnType<typeof organizations>;
  readonly users: ReturnType<typeof users>;
  readonly ratings: typeof ratings;
}

function mapping(objects: Objects, options: ZendeskOptions): Mapping {
  return {
    lookups: [],
    tables: [
      ...['tickets', 'survey_responses', 'account_links', 'accounts'],
      ...(options.contacts ? ['contacts'] : []),
    ],
    *rows(group, context) {
      yield* ticketRows(group, context, objects, options);
      yield* organizationRows(group, context, objects.organizations);
      yield* contactRows(group, context, objects.users);
    },
  };
}

const me = z.object({ user: z.object({ id: z.int().nullable(), role: z.string() }) });

async function connect(
  secret: ZendeskSecret,
  world: Connecting,
  { exports_per_minute, requests_per_minute }: ZendeskOptions,
): Promise<Connection> {
  const line = (perMinute: number, atOnce: number) =>
    openApi({
      vendor: 'Zendesk',
      address: addressOf(secret),
      authorize: async () => authorizationOf(secret),
      perSecond: perMinute / 60,
      atOnce,
      world,
    });
  const api = lanes(line(exports_per_minute, 1), line(requests_per_minute, 2));
  const answer = await api.get('/api/v2/users/me.json');
  const { user } = me.safeParse(answer.json).data ?? {};
  // Without credentials that it knows, Zendesk takes us for a visitor and answers all the same.
  if (!user?.id) {
    throw new BadSettings(
      `Zendesk does not know the credentials of ${secret.subdomain}: is the token active, and is its user an admin?`,
    );
  }
  return { api, now: serverTime(answer.headers), account: `${secret.subdomain}, as ${user.role}` };
}
