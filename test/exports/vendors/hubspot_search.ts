import type { VendorAnswer } from './answers.ts';
import { type HubspotState, modifiedName } from './hubspot_records.ts';

interface Filter {
  readonly propertyName: string;
  readonly operator: string;
  readonly value: string;
}
interface Search {
  readonly filterGroups: readonly { readonly filters: readonly Filter[] }[];
  readonly sorts?: readonly { readonly propertyName: string; readonly direction: string }[];
  readonly properties?: readonly string[];
  readonly limit?: number;
  readonly after?: string;
}
type Found = Readonly<Record<string, string | null>>;

/** HubSpot's search: of what its index holds at this moment, never more than 10,000 of one query. */
export function search(
  state: HubspotState,
  object: string,
  body: string,
  now: string,
): VendorAnswer {
  const {
    filterGroups,
    sorts,
    properties = [],
    limit = 10,
    after = '0',
  }: Search = JSON.parse(body);
  if (body.length > 3000) return refused('the body is too long');
  if (limit > 200) return refused('limit must be at most 200');
  if (Number(after) + limit > 10_000) return refused('paging ends at 10,000 results');
  const found = index(state, object, Date.parse(now)).filter((one) => {
    return (
      filterGroups.length === 0 ||
      filterGroups.some(({ filters }) => filters.every((filter) => holds(object, filter, one)))
    );
  });
  const by = sorts?.[0]?.propertyName ?? 'createdate';
  if (by !== 'hs_object_id') found.sort((a, b) => (String(a[by]) < String(b[by]) ? -1 : 1));
  const end = Number(after) + limit;
  const results = found.slice(Number(after), end).map((one) => ({
    id: one.hs_object_id,
    properties: chosen(one, ['hs_object_id', 'createdate', modifiedName(object), ...properties]),
    createdAt: one.createdate,
    updatedAt: one[modifiedName(object)],
    archived: false,
  }));
  const paging = end < found.length ? { paging: { next: { after: String(end) } } } : {};
  return { body: { total: found.length, results, ...paging } };
}

/** What the index says of each record at a moment, in the order of their ids. */
function index(state: HubspotState, object: string, now: number): Found[] {
  return state.all(object).flatMap(({ index: entries }) => {
    const found = entries.filter(({ from }) => from <= now).at(-1)?.found;
    return found ? [found.properties] : [];
  });
}

function holds(object: string, { propertyName, operator, value }: Filter, one: Found): boolean {
  // A search of contacts by the other objects' name finds nothing, without an error.
  if (object === 'contacts' && propertyName === 'hs_lastmodifieddate') return false;
  const text = one[propertyName];
  if (text === null || text === undefined) return false;
  const own = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (operator === 'GTE') return own >= Number(value);
  if (operator === 'GT') return own > Number(value);
  if (operator === 'LT') return own < Number(value);
  throw new Error(`no operator ${operator}`);
}

/** Asked for and not defined: left out; defined and empty: null. */
export const chosen = (properties: Found, names: readonly string[]) =>
  Object.fromEntries(
    names.filter((name) => name in properties).map((name) => [name, properties[name]]),
  );

export const refused = (message: string): VendorAnswer => ({
  status: 400,
  body: { status: 'error', message, category: 'VALIDATION_ERROR' },
});
