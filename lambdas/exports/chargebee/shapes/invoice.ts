import { z } from 'zod';
import type { Api, Received, SourceObject, Stream } from '../../source.ts';
import { list, recordsOf } from '../pages.ts';
import { changedAt, decimal, minor, quantity, seconds, word } from './common.ts';

const line = z.object({
  id: word,
  subscription_id: word,
  date_from: z.int(),
  date_to: z.int(),
  quantity,
  quantity_in_decimal: decimal,
  amount: minor,
  amount_in_decimal: decimal,
  pricing_model: word,
  tax_rate: z.number().nullish(),
  metered: z.boolean().nullish(),
  /** `plan_item_price`, `addon_item_price`, `plan` and `addon` recur, the others do not. */
  entity_type: z.string(),
  entity_id: word,
  /** `reset`: the new whole for the rest of the term; `delta`: what came to it. */
  proration_mode: word,
});
export type InvoiceLine = z.infer<typeof line>;

const lineDiscount = z.object({
  line_item_id: z.string(),
  discount_type: z.string(),
  coupon_id: word,
  entity_id: word,
  discount_amount: z.int(),
});

const noteOfInvoice = z.object({ cn_id: z.string(), cn_total: minor, cn_status: z.string() });

const invoice = z.object({
  id: z.string(),
  customer_id: z.string(),
  subscription_id: word,
  recurring: z.boolean().nullish(),
  first_invoice: z.boolean().nullish(),
  status: z.string(),
  deleted: z.boolean().nullish(),
  date: seconds,
  due_date: seconds,
  paid_at: seconds,
  updated_at: seconds,
  /** `tax_inclusive`: amounts hold the tax. */
  price_type: word,
  currency_code: z.string(),
  total: minor,
  amount_paid: minor,
  amount_due: minor,
  line_items: z.array(line).nullish(),
  line_item_discounts: z.array(lineDiscount).nullish(),
  issued_credit_notes: z.array(noteOfInvoice).nullish(),
  adjustment_credit_notes: z.array(noteOfInvoice).nullish(),
});
export type Invoice = z.infer<typeof invoice>;

export const invoices: SourceObject<Invoice> = {
  name: 'invoices',
  schema: invoice,
  reads: 'changes',
  keeps: 'latest',
  absence: 'unknown',
  identify: ({ id, customer_id, updated_at, deleted }) => ({
    id,
    group: customer_id,
    changedAt: changedAt(updated_at),
    isDeleted: deleted === true,
  }),
  streams: (slice) => {
    const query = { include_deleted: true };
    return [withAllLines(list({ path: 'invoices', slice, sort: 'date', query }))];
  },
  read: (received) => joined(recordsOf(received, 'invoice')),
};

const partial = z.looseObject({ id: z.string(), line_items_next_offset: z.string().nullish() });
const alone = z.object({ invoice: partial });

/** An invoice of many lines comes with the first of them: the rest is asked for at once. */
function withAllLines(stream: Stream): Stream {
  return {
    name: stream.name,
    page: async (api, cursor) => {
      const page = await stream.page(api, cursor);
      const more: Received[] = [];
      for (const one of recordsOf(page.received, 'invoice')) {
        const { id, line_items_next_offset } = partial.safeParse(one).data ?? {};
        if (id && line_items_next_offset)
          more.push(...(await restOf(api, id, line_items_next_offset)));
      }
      return { ...page, received: [...page.received, ...more] };
    },
  };
}

async function restOf(api: Api, id: string, first: string): Promise<readonly Received[]> {
  const received: Received[] = [];
  const seen = new Set<string>();
  let offset: string | null | undefined = first;
  while (offset && !seen.has(offset)) {
    seen.add(offset);
    const query = { line_items_limit: 300, line_items_offset: offset };
    const path = `/api/v2/invoices/${encodeURIComponent(id)}`;
    const answer = await api.get(path, { query, accepted: [404] });
    // Deleted since the list named it.
    if (answer.status === 404) return received;
    received.push(answer.received);
    offset = alone.safeParse(answer.json).data?.invoice.line_items_next_offset;
  }
  return received;
}

const lists = ['line_items', 'line_item_discounts'];

/** Parts of one invoice become one, in the order that they came. */
function joined(records: readonly unknown[]): readonly unknown[] {
  const byId = new Map<string, Record<string, unknown>>();
  const others: unknown[] = [];
  for (const record of records) {
    const one = partial.safeParse(record);
    if (!one.success) {
      others.push(record);
      continue;
    }
    const known = byId.get(one.data.id);
    for (const name of known ? lists : []) {
      one.data[name] = [...listIn(known, name), ...listIn(one.data, name)];
    }
    byId.set(one.data.id, { ...known, ...one.data });
  }
  return [...byId.values(), ...others];
}

const listIn = (record: Readonly<Record<string, unknown>> | undefined, name: string) =>
  z.array(z.unknown()).safeParse(record?.[name]).data ?? [];
