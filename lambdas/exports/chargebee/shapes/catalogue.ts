import { z } from 'zod';
import type { Api, Slice, SourceObject, Stream } from '../../source.ts';
import { list, recordsOf } from '../pages.ts';
import { changedAt, decimal, minor, quantity, seconds, tier, word } from './common.ts';

const priced = {
  id: z.string(),
  name: word,
  pricing_model: word,
  price: minor,
  price_in_decimal: decimal,
  period: quantity,
  period_unit: word,
  tiers: z.array(tier).nullish(),
  updated_at: seconds,
};

const itemPrice = z.object({ ...priced, item_id: word });
const item = z.object({
  id: z.string(),
  name: word,
  metered: z.boolean().nullish(),
  updated_at: seconds,
});
const plan = z.object(priced);
/** `charge_type` is `recurring` or `non_recurring`. */
const addon = z.object({ ...priced, charge_type: word });
export type Priced = z.infer<typeof plan> & { charge_type?: string | null | undefined };

const coupon = z.object({
  id: z.string(),
  discount_type: z.string(),
  discount_percentage: z.number().nullish(),
  discount_amount: minor,
  currency_code: word,
  /** `one_time`, `forever` or `limited_period`. */
  duration_type: z.string(),
  /** `invoice_amount`, `each_specified_item`, and names of catalogue 1. */
  apply_on: word,
  item_constraints: z
    .array(
      z.object({
        item_type: z.string(),
        constraint: z.string(),
        item_price_ids: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
  plan_constraint: word,
  addon_constraint: word,
  plan_ids: z.array(z.string()).nullish(),
  addon_ids: z.array(z.string()).nullish(),
  updated_at: seconds,
});
export type Coupon = z.infer<typeof coupon>;

type Catalogue = 'items' | 'plans_addons' | 'any';

interface Kind<Data> {
  readonly name: string;
  readonly record: string;
  readonly schema: z.ZodType<Data>;
  readonly of: Catalogue;
}

/** Few, and read as a whole each time; what is no longer listed may still be what somebody once bought. */
function object<Data extends { id: string; updated_at?: number | null | undefined }>({
  name,
  record,
  schema,
  of,
}: Kind<Data>): SourceObject<Data> {
  return {
    name,
    schema,
    reads: 'all',
    keeps: 'latest',
    absence: 'unknown',
    identify: ({ id, updated_at }) => ({
      id,
      group: id,
      changedAt: changedAt(updated_at),
      isDeleted: false,
    }),
    streams: (slice) => [ofCatalogue(of, name, slice)],
    read: (received) => recordsOf(received, record),
  };
}

export const itemPrices = object({
  ...{ name: 'item_prices', record: 'item_price', of: 'items', schema: itemPrice },
});
export const items = object({ ...{ name: 'items', record: 'item', of: 'items', schema: item } });
export const plans = object({
  ...{ name: 'plans', record: 'plan', of: 'plans_addons', schema: plan },
});
export const addons = object({
  ...{ name: 'addons', record: 'addon', of: 'plans_addons', schema: addon },
});
export const coupons = object({
  ...{ name: 'coupons', record: 'coupon', of: 'any', schema: coupon },
});

/** Nothing where the site has another catalogue, whose lists it would refuse. */
function ofCatalogue(of: Catalogue, path: string, slice: Slice): Stream {
  const stream = list({ path, slice });
  return {
    name: stream.name,
    page: async (api, cursor) => {
      const isThere = cursor !== null || of === 'any' || (await catalogues(api)).includes(of);
      return isThere ? stream.page(api, cursor) : { received: [], next: null };
    },
  };
}

const configuration = z.object({
  configurations: z
    .array(
      z.object({
        domain: word,
        product_catalog_version: word,
        chargebee_response_schema_type: word,
      }),
    )
    .min(1),
});

/** What a site says of itself; undefined where it says nothing that we know. */
export const configurationOf = (json: unknown) =>
  configuration.safeParse(json).data?.configurations[0];

/** Sites that were moved to the newer catalogue answer in the form of the older one, or in both. */
async function catalogues(api: Api): Promise<readonly Catalogue[]> {
  const { json } = await api.get('/api/v2/configurations');
  const site = configurationOf(json);
  const form = site?.chargebee_response_schema_type;
  if (form === 'compat') return ['items', 'plans_addons'];
  if (form === 'items' || form === 'plans_addons') return [form];
  return [site?.product_catalog_version === 'v1' ? 'plans_addons' : 'items'];
}
