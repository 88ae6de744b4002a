import { afterEach } from 'vitest';
import { stripe } from '../../../lambdas/exports/stripe/stripe.ts';
import { stripeOptions } from '../../../lambdas/settings/exports/stripe.ts';
import { type OpenExport, openExport } from '../exported.ts';
import { openVendor, testClock, type Vendor } from '../vendors/server.ts';
import { type StripeWorld, stripeFace, stripeWorld } from '../vendors/stripe_face.ts';

export const sentinel = 'rk_live_SENTINEL0123456789';

export interface Opened {
  readonly vendor: Vendor;
  readonly world: StripeWorld;
  readonly export: OpenExport['export'];
  readonly exported: OpenExport;
  /** Moves the vendor's time and ours on. */
  later(days: number): void;
  /** `si_1 2026-01-01..2026-03-01 active 10000`, sorted. */
  spans(): string[];
}

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** An account at Stripe, and our exports of it. */
export async function opened(
  now = '2026-11-02T03:00:00.000Z',
  how: { options?: object; secret?: object; world?: StripeWorld; ours?: string } = {},
): Promise<Opened> {
  const world = how.world ?? stripeWorld();
  const vendor = await openVendor(stripeFace(world), now);
  const clock = testClock(vendor, how.ours);
  const options = stripeOptions.parse(how.options ?? {});
  const secret = how.secret ?? { api_key: sentinel, address: vendor.address };
  const exported = openExport(stripe(options), { secret, clock });
  open.push(vendor, exported);
  return {
    ...{ vendor, world, exported, export: exported.export },
    later: (days) => {
      vendor.now = new Date(Date.parse(vendor.now) + days * 86_400_000).toISOString();
      clock.sleep(0);
    },
    spans: () =>
      exported.rows('subscription_periods').map((row) => {
        const days = `${row.starts_on}..${row.ends_on ?? ''}`;
        return `${row.subscription_item_id} ${days} ${row.status} ${row.mrr_minor}`;
      }),
  };
}
