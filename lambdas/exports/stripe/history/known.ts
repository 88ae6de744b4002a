import type { Group, Kept, MapContext } from '../../source.ts';
import type { StripeObjects } from '../objects.ts';
import { idOf } from '../shapes/common.ts';
import type { Customer } from '../shapes/customer.ts';
import type { Charged, Invoice, InvoiceItem, InvoiceLine } from '../shapes/invoice.ts';
import type { Subscription } from '../shapes/subscription.ts';

export interface State {
  /** Cut-off of the export that first saw it, in seconds. */
  readonly at: number;
  readonly is: Subscription;
}

/** Something billed for an item of a subscription. */
export interface Billed {
  readonly item: string;
  readonly charged: Charged;
  readonly isProration: boolean;
  /** It takes back what was billed before. */
  readonly isCredit: boolean;
  /** When its invoice was made; of two about one instant the later one stands. */
  readonly issued: number;
  /** Absent while it waits for its invoice. */
  readonly line?: InvoiceLine;
}

/** All that is known of one subscription. */
export interface Known {
  readonly id: string;
  readonly kept: Kept<Subscription>;
  readonly now: Subscription;
  /** Oldest first, the present one last. */
  readonly states: readonly State[];
  /** Its invoices, oldest first. */
  readonly invoices: readonly Invoice[];
  readonly billed: readonly Billed[];
  readonly customer: Customer | undefined;
}

export const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);

/** The subscriptions of a customer, each with what was billed for it. */
export function knownOf(
  group: Group,
  objects: StripeObjects,
  context: MapContext,
): readonly Known[] {
  const invoices = invoicesOf(group, objects);
  const waiting = waitingItems(group, objects, invoices, context);
  const customer = group.of(objects.customers).at(-1)?.data;
  return group.of(objects.subscriptions).map((kept) => ({
    id: kept.id,
    kept,
    now: kept.data,
    states: statesOf(kept),
    invoices: invoices.filter(({ parent }) => isOf(parent?.subscription_details, kept.id)),
    billed: [
      ...invoices.flatMap((invoice) => billedLines(kept.id, invoice)),
      ...waiting.flatMap((item) => billedItem(kept.id, item)),
    ],
    customer,
  }));
}

function invoicesOf(group: Group, objects: StripeObjects): readonly Invoice[] {
  return group
    .of(objects.invoices)
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ data }) => data)
    .sort((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1));
}

/** What waits is on the last export's list; what left it was billed, or taken back. */
function waitingItems(
  group: Group,
  objects: StripeObjects,
  invoices: readonly Invoice[],
  { until }: MapContext,
): readonly InvoiceItem[] {
  const billed = new Set(
    invoices.flatMap(({ lines }) => lines.data.map((line) => itemDetails(line)?.invoice_item)),
  );
  return group
    .of(objects.invoice_items)
    .filter(({ id, seenAt }) => seenAt === until && !billed.has(id))
    .map(({ data }) => data);
}

function statesOf({ states, seenAt, data }: Kept<Subscription>): readonly State[] {
  if (states.length === 0) return [{ at: seconds(seenAt), is: data }];
  return states.map((state) => ({ at: seconds(state.seenAt), is: state.data }));
}

const isOf = (
  details: { subscription: Parameters<typeof idOf>[0] } | null | undefined,
  id: string,
) => idOf(details?.subscription) === id;

const itemDetails = ({ parent }: InvoiceLine) => parent?.subscription_item_details;

/** A void invoice was never owed: what it says may have been the mistake. */
function billedLines(id: string, invoice: Invoice): readonly Billed[] {
  if (invoice.status === 'void') return [];
  return invoice.lines.data.flatMap((line) => {
    const details = itemDetails(line);
    if (details?.subscription !== id) return [];
    const isCredit = line.amount < 0 || isSet(details.proration_details?.credited_items);
    const { subscription_item: item, proration: isProration } = details;
    return [{ item, charged: line, isProration, isCredit, issued: invoice.created, line }];
  });
}

function billedItem(id: string, waiting: InvoiceItem): readonly Billed[] {
  const details = waiting.parent?.subscription_details;
  const item = details?.subscription_item;
  if (details?.subscription !== id || !item || !waiting.proration) return [];
  const isCredit = waiting.amount < 0 || isSet(waiting.proration_details?.credited_items);
  const issued = Number.MAX_SAFE_INTEGER;
  return [{ item, charged: waiting, isProration: true, isCredit, issued }];
}

const isSet = (value: unknown) => value !== null && value !== undefined;
