import type { StripeOptions } from '../../settings/exports/stripe.ts';
import type { Source } from '../source.ts';
import { connect } from './connect.ts';
import { stripeMapping } from './mapping.ts';
import { stripeObjects } from './objects.ts';

/** Stripe Billing: subscriptions and their history, trials, invoices and what was paid back of them. */
export function stripe(options: StripeOptions): Source {
  const objects = stripeObjects(options);
  return {
    name: 'stripe',
    // Connectors have lost records that became visible minutes after their `created`.
    lag: 10 * 60_000,
    overlap: 10 * 60_000,
    objects: Object.values(objects),
    mapping: stripeMapping(objects, options),
    connect: (secret, world) => connect(options, secret, world),
  };
}
