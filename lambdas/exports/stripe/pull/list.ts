import { z } from 'zod';
import { VendorDown } from '../../../errors.ts';
import type { Answer, Api, Page, Received } from '../../source.ts';

type Query = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One of Stripe's lists, and the lists inside its records that have pages of their own. */
export interface Listing {
  readonly path: string;
  readonly query: Query;
  readonly nested: readonly Nested[];
}

/** A list inside a record, of which the record itself holds the beginning. */
export interface Nested {
  readonly field: string;
  address(id: string): { readonly path: string; readonly query: Query };
  /** Id of the record that an answer of this list belongs to; null where it is another's. */
  parentOf(address: URL): string | null;
}

const envelope = z.object({ data: z.array(z.unknown()), has_more: z.boolean() });
const identified = z.looseObject({ id: z.string() });

/** A page of a list, with what its records' own lists go on with. */
export async function listPage(api: Api, listing: Listing, cursor: string | null): Promise<Page> {
  const answer = await api.get(listing.path, { query: { ...listing.query, ...after(cursor) } });
  const { data, has_more } = envelopeOf(answer);
  const inner: Received[] = [];
  for (const nested of listing.nested) {
    for (const record of data) inner.push(...(await restOf(api, nested, record)));
  }
  return {
    received: [answer.received, ...inner],
    next: has_more ? lastId(data, listing.path) : null,
  };
}

const after = (cursor: string | null): Query => ({
  limit: 100,
  ...(cursor !== null && { starting_after: cursor }),
});

/** Pages that follow what a record holds of one of its lists. */
async function restOf(api: Api, nested: Nested, record: unknown): Promise<readonly Received[]> {
  const known = identified.safeParse(record).data;
  const start = envelope.safeParse(known?.[nested.field]).data;
  if (!known || !start?.has_more) return [];
  const received: Received[] = [];
  const seen = new Set<string>();
  let cursor: string | null = lastId(start.data, nested.field);
  while (cursor !== null) {
    if (seen.has(cursor)) throw endless(nested.field, 'repeats a page');
    seen.add(cursor);
    const { path, query } = nested.address(known.id);
    const answer = await api.get(path, { query: { ...query, ...after(cursor) }, accepted: [404] });
    // It was deleted since its page was read: what that said of it stands until the next export.
    if (answer.status === 404) break;
    received.push(answer.received);
    const { data, has_more } = envelopeOf(answer);
    cursor = has_more ? lastId(data, path) : null;
  }
  return received;
}

/** Records of the list with their own lists whole. Throws VendorDown where it is no such page. */
export function recordsIn(listing: Listing, received: readonly Received[]): readonly unknown[] {
  const [first, ...inner] = received;
  if (!first) return [];
  const rest = new Map<string, unknown[]>();
  for (const { path, body } of inner) {
    const address = new URL(path, 'https://stripe');
    for (const { field, parentOf } of listing.nested) {
      const id = parentOf(address);
      if (id === null) continue;
      const key = `${field} ${id}`;
      rest.set(key, [...(rest.get(key) ?? []), ...parsed(body, path).data]);
    }
  }
  return parsed(first.body, first.path).data.map((record) => whole(record, listing, rest));
}

function whole(
  record: unknown,
  { nested }: Listing,
  rest: ReadonlyMap<string, unknown[]>,
): unknown {
  const known = identified.safeParse(record).data;
  if (!known) return record;
  const lists = nested.flatMap(({ field }) => {
    const more = rest.get(`${field} ${known.id}`);
    const held = envelope.safeParse(known[field]).data;
    return more && held ? [[field, { data: [...held.data, ...more] }] as const] : [];
  });
  return { ...known, ...Object.fromEntries(lists) };
}

function envelopeOf({ json, received }: Answer) {
  const page = envelope.safeParse(json);
  if (page.success) return page.data;
  throw new VendorDown(
    `stripe: the answer of ${received.path.split('?')[0]} is no list. Try again; if it stays, Stripe has changed it.`,
  );
}

function parsed(body: string, path: string) {
  const json: unknown = JSON.parse(body);
  return envelopeOf({ json, received: { path, body }, status: 200, headers: new Headers() });
}

function lastId(data: readonly unknown[], of: string): string {
  const last = identified.safeParse(data.at(-1));
  if (!last.success) throw endless(of, 'says that there is more and gives nothing to go on from');
  return last.data.id;
}

const endless = (of: string, what: string) =>
  new VendorDown(`stripe: the list ${of} ${what}, so its end would never come. Try again later.`);
