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
  { body, now }: { readonly body: string; readonly now: string },
  most: number,
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
  const filters = filterGroups[0]?.filters ?? [];
  const all = found(state, object, Date.parse(now), filters);
  const by = sorts?.[0]?.propertyName ?? 'createdate';
  if (by !== 'hs_object_id') all.sort((a, b) => (String(a[by]) < String(b[by]) ? -1 : 1));
  const end = Number(after) + Math.min(limit, most);
  const results = all.slice(Number(after), end).map((one) => ({
    id: one.hs_object_id,
    properties: chosen(one, ['hs_object_id', 'createdate', modifiedName(object), ...properties]),
    createdAt: one.createdate,
    updatedAt: one[modifiedName(object)],
    archived: false,
  }));
  const paging = end < all.length ? { paging: { next: { after: String(end) } } } : {};
  return { body: { total: all.length, results, ...paging } };
}

/** What the index says of the records that a query finds at a moment, in the order of their ids. */
function found(
  state: HubspotState,
  object: string,
  now: number,
  asked: readonly Filter[],
): Found[] {
  const filters = asked.map(({ propertyName, operator, value }) => {
    return { propertyName, operator, bound: Number(value) };
  });
  // A search of contacts by the other objects' name finds nothing, without an error.
  const isWrong = ({ propertyName }: Filter) => propertyName === 'hs_lastmodifieddate';
  if (object === 'contacts' && asked.some(isWrong)) return [];
  const results: Found[] = [];
  for (const { index } of state.all(object)) {
    const entry = index.findLast(({ from }) => from <= now)?.found;
    if (!entry) continue;
    const holds = filters.every(({ propertyName, operator, bound }) => {
      const own = propertyName === 'hs_object_id' ? entry.id : entry.modified;
      return operator === 'GTE' ? own >= bound : operator === 'GT' ? own > bound : own < bound;
    });
    if (holds) results.push(entry.properties);
  }
  return results;
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
