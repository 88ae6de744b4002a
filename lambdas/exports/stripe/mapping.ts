import type { StripeOptions } from '../../settings/exports/stripe.ts';
import type { Group, MapContext, Mapped, Mapping } from '../source.ts';
import { type Known, knownOf } from './history/known.ts';
import { accountRow } from './mapped/accounts.ts';
import { invoiceRows } from './mapped/invoices.ts';
import { namesOf } from './mapped/names.ts';
import { subscriptionPeriods } from './mapped/subscription_periods.ts';
import { trials } from './mapped/trials.ts';
import type { StripeObjects } from './objects.ts';
import type { Reference } from './shapes/common.ts';

/** Everything of one customer is mapped together. */
export function stripeMapping(objects: StripeObjects, options: StripeOptions): Mapping {
  const { products, prices, coupons } = objects;
  return {
    lookups: [products, prices, coupons],
    tables: ['account_links', 'accounts', 'subscription_periods', 'trials', 'invoices'],
    rows: (group, context) => rowsOf(group, context, objects, options),
  };
}

function* rowsOf(
  group: Group,
  context: MapContext,
  objects: StripeObjects,
  options: StripeOptions,
): Generator<Mapped> {
  const isReal = realWith(options, context);
  const subscriptions = knownOf(group, objects, context).filter(({ now }) =>
    isReal('subscription_periods', now),
  );
  const invoices = group
    .of(objects.invoices)
    .filter(({ isDeleted, data }) => !isDeleted && isReal('invoices', data))
    .map(({ data }) => data);
  const names = namesOf(subscriptions, objects, context);
  const account = accountOf(group, subscriptions, objects, options, context);
  if (account) yield account;
  for (const known of subscriptions) {
    yield* subscriptionPeriods(known, names, options, context);
    yield* trials(known, names);
  }
  yield* invoiceRows(invoices, group, objects);
}

/** A customer that was deleted before the first export is known from its subscriptions alone. */
function accountOf(
  group: Group,
  subscriptions: readonly Known[],
  objects: StripeObjects,
  options: StripeOptions,
  context: MapContext,
): Mapped | null {
  const customer = group.of(objects.customers).at(-1)?.data;
  const table = context.namesAccounts ? 'accounts' : 'account_links';
  if (customer && !realWith(options, context)(table, customer)) return null;
  const isKnown = customer?.created !== undefined || subscriptions.length > 0;
  if (group.key === '' || !isKnown) return null;
  const since = Math.min(...subscriptions.map(({ now }) => now.created));
  return accountRow(group.key, customer, since, options, context);
}

interface Lived {
  readonly livemode?: boolean | undefined;
  readonly test_clock?: Reference | null | undefined;
}

/** Whether a record is of real money and of real time; others are counted. */
const realWith =
  ({ test_mode }: StripeOptions, { note }: MapContext) =>
  (table: string, { livemode, test_clock }: Lived): boolean => {
    const isClocked = test_clock !== null && test_clock !== undefined;
    if (isClocked) note(table, 'of a test clock, whose time is made up: left out');
    else if (livemode === false && !test_mode) note(table, 'of test mode: left out');
    else if (livemode === false)
      note(table, 'TEST MODE: of no real money, as exports.stripe.test_mode asks for');
    return !isClocked && (livemode !== false || test_mode);
  };
