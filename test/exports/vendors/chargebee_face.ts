import type { Face, VendorAnswer, VendorRequest } from './server.ts';

type Fields = Readonly<Record<string, unknown>>;
type Kind =
  | 'customer'
  | 'subscription'
  | 'invoice'
  | 'credit_note'
  | 'item_price'
  | 'item'
  | 'plan'
  | 'addon'
  | 'coupon';

const kinds: Readonly<Record<string, Kind>> = {
  ...{ customers: 'customer', subscriptions: 'subscription', invoices: 'invoice' },
  ...{ credit_notes: 'credit_note', item_prices: 'item_price', items: 'item' },
  ...{ plans: 'plan', addons: 'addon', coupons: 'coupon' },
};
/** Lists that a site of the other catalogue refuses. */
const catalogueOf: Readonly<Partial<Record<Kind, string>>> = {
  ...{ item: 'v2', item_price: 'v2', plan: 'v1', addon: 'v1' },
};

export const unix = (at: string) => Math.floor(Date.parse(at) / 1000);

/** What stands in for Chargebee Billing, in the shapes of its documentation and of its types. */
export class ChargebeeFace implements Face {
  readonly #records = new Map<Kind, Map<string, Fields>>();
  apiKey = 'live_sesame';
  catalogue: 'v1' | 'v2' = 'v2';
  /** Form of the answers, where it is not that of the catalogue. */
  form: string | undefined;
  pageSize = 100;
  /** Lines of an invoice that come with it. */
  lines = 100;
  readonly forbidden = new Set<string>();
  /** Offsets that were given before are too old. */
  offsetsAreOld = false;
  beforePage: ((request: VendorRequest, nth: number) => void) | undefined;
  #pages = 0;

  /** Writes a record as of an instant, over what it was. */
  write(kind: Kind, id: string, at: string, fields: Fields = {}): void {
    const records = this.#records.get(kind) ?? new Map<string, Fields>();
    this.#records.set(kind, records);
    const created = { id, object: kind, created_at: unix(at), date: unix(at), deleted: false };
    const times = { updated_at: unix(at), resource_version: Date.parse(at) };
    records.set(id, { ...(records.get(id) ?? created), ...times, ...fields });
  }
  /** Removes a record for good. */
  remove(kind: Kind, id: string): void {
    this.#records.get(kind)?.delete(id);
  }

  handle(request: VendorRequest): VendorAnswer {
    const who = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString();
    if (who !== `${this.apiKey}:`) return failed(401, 'api_authentication_failed');
    const [, , , path = '', id] = request.path.split('/');
    if (path === 'configurations') return this.#configuration();
    const kind = kinds[path];
    if (!kind) return failed(404, 'resource_not_found');
    if (this.forbidden.has(path)) return failed(403, 'api_authorization_failed');
    const needed = catalogueOf[kind];
    if (needed && needed !== this.catalogue && this.form !== 'compat') {
      return failed(400, 'configuration_incompatible');
    }
    this.beforePage?.(request, this.#pages++);
    return id === undefined
      ? this.#list(kind, request)
      : this.#one(kind, decodeURIComponent(id), request);
  }

  #configuration(): VendorAnswer {
    const own = this.catalogue === 'v1' ? 'plans_addons' : 'items';
    const site = {
      ...{ domain: 'acme', product_catalog_version: this.catalogue },
      chargebee_response_schema_type: this.form ?? own,
    };
    return { body: { configurations: [site] } };
  }

  #list(kind: Kind, { query }: VendorRequest): VendorAnswer {
    const sort = query.get('sort_by[asc]') ?? 'created_at';
    const offset = query.get('offset');
    if (offset !== null && this.offsetsAreOld) {
      this.offsetsAreOld = false;
      return {
        status: 400,
        body: {
          message: 'offset : is invalid',
          param: 'offset',
          api_error_code: 'param_wrong_value',
        },
      };
    }
    const [value, id] = offset === null ? [Number.NEGATIVE_INFINITY, ''] : JSON.parse(offset);
    const key = (one: Fields): [number, string] => [Number(one[sort] ?? 0), String(one.id)];
    const rest = [...(this.#records.get(kind)?.values() ?? [])]
      .filter((one) => query.get('include_deleted') === 'true' || one.deleted !== true)
      .filter((one) => isAfter(one.updated_at, query.get('updated_at[after]')))
      .filter((one) => isAfter(one.date, query.get('date[after]')))
      .filter((one) => key(one)[0] > value || (key(one)[0] === value && key(one)[1] > id))
      .sort((a, b) => key(a)[0] - key(b)[0] || (key(a)[1] < key(b)[1] ? -1 : 1));
    const page = rest.slice(0, Math.min(Number(query.get('limit') ?? 10), this.pageSize));
    const last = page.at(-1);
    const more = last && page.length < rest.length && { next_offset: JSON.stringify(key(last)) };
    return { body: { list: page.map((one) => ({ [kind]: this.#shown(one, 0) })), ...more } };
  }

  #one(kind: Kind, id: string, { query }: VendorRequest): VendorAnswer {
    const record = this.#records.get(kind)?.get(id);
    if (!record) return failed(404, 'resource_not_found');
    return { body: { [kind]: this.#shown(record, Number(query.get('line_items_offset') ?? 0)) } };
  }

  /** With as many of its lines as come at once. */
  #shown(record: Fields, from: number): Fields {
    const { line_items } = record;
    if (!Array.isArray(line_items)) return record;
    const end = from + this.lines;
    const more = end < line_items.length && { line_items_next_offset: String(end) };
    return { ...record, line_items: line_items.slice(from, end), ...more };
  }
}

const isAfter = (value: unknown, after: string | null) =>
  after === null || Number(value ?? 0) > Number(after);

const failed = (status: number, api_error_code: string): VendorAnswer => ({
  status,
  body: { message: 'Sorry', type: 'invalid_request', api_error_code },
});
