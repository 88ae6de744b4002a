import { zendesk } from '../../../lambdas/exports/zendesk/zendesk.ts';
import { zendeskOptions } from '../../../lambdas/settings/exports/zendesk.ts';
import { openExport } from '../exported.ts';
import { openVendor, testClock } from '../vendors/server.ts';
import { ZendeskFace } from '../vendors/zendesk_face.ts';

interface World {
  /** JSON of `exports.zendesk` in the settings. */
  readonly options?: object;
  readonly namesAccounts?: boolean;
  readonly now?: string;
  /** Our own clock, where it is not the vendor's. */
  readonly ours?: string;
  readonly secret?: object;
}

/** Zendesk as it stands in, and exports of it into a folder of their own; time is the test's. */
export async function openZendesk({ options = {}, namesAccounts, now, ours, secret }: World = {}) {
  const face = new ZendeskFace();
  const vendor = await openVendor(face, now);
  const accounts_from = namesAccounts ? ['zendesk'] : [];
  const known = { subdomain: 'acme', email: 'admin@example.com', api_token: 'sesame' };
  const exported = openExport(zendesk(zendeskOptions.parse(options)), {
    secret: { ...known, address: vendor.address, ...secret },
    clock: testClock(vendor, ours),
    settings: { accounts_from },
  });
  return {
    ...{ face, vendor, exported },
    /** Requests for a path so far. */
    asked: (path: string) => vendor.requests.filter((request) => request.path === path),
    ticketIds: () => exported.rows('tickets').map(({ ticket_id }) => String(ticket_id)),
    close: async () => {
      exported.close();
      await vendor.close();
    },
  };
}
export type ZendeskWorld = Awaited<ReturnType<typeof openZendesk>>;

export const exportPath = '/api/v2/incremental/tickets/cursor.json';
export const range = (count: number, from = 1) =>
  Array.from({ length: count }, (_, at) => at + from);
