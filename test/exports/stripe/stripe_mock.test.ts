import { afterEach, describe, expect, it } from 'vitest';
import { machineClock } from '../../../lambdas/adapters/clock.ts';
import { stripe } from '../../../lambdas/exports/stripe/stripe.ts';
import { stripeOptions } from '../../../lambdas/settings/exports/stripe.ts';
import { type OpenExport, openExport } from '../exported.ts';

const address = process.env.STRIPE_MOCK;

// `.ci/stripe_mock.sh` builds and starts it.
describe.skipIf(!address)('stripe-mock, which Stripe makes of its own API', () => {
  let one: OpenExport | undefined;
  afterEach(() => one?.close());

  it('knows everything that it is asked, and its answers are parsed and mapped', async () => {
    one = openExport(stripe(stripeOptions.parse({ test_mode: true })), {
      secret: { api_key: 'rk_test_123', address },
      clock: machineClock,
    });
    expect(await one.export()).toMatchObject({ done: true });
    for (const [name, object] of Object.entries(one.record.objects)) {
      expect([name, object]).toMatchObject([name, { status: 'read', refused: 0 }]);
      expect([name, object.records]).toEqual([name, 1]);
    }
    expect(one.rows('invoices')).toMatchObject([
      { status: 'draft', currency: 'USD', total_minor: '1000' },
    ]);
    expect(one.rows('account_links')).toMatchObject([{ source: 'stripe' }]);
  });
});
