import type { Slice, Stream } from '../../source.ts';
import { type Listing, listPage } from './list.ts';

/** The whole list, or what it has for each of some values of one of its filters. */
export function wholeList(listing: Listing): readonly Stream[] {
  return [stream('all', listing, {})];
}

/** Prices and products are listed by whether they can still be bought. */
export function bothLists(listing: Listing): readonly Stream[] {
  return [
    stream('active', listing, { active: true }),
    stream('inactive', listing, { active: false }),
  ];
}

/**
 * By `created`, the only time that Stripe can be asked by. A record changes long after that: a window reaches
 * back by so many months, and a full read finds the rest.
 */
export function createdList(listing: Listing, slice: Slice, monthsBack: number): readonly Stream[] {
  if (slice.from === null) return [stream('all', listing, {})];
  const from = new Date(slice.from);
  if (slice.mode === 'changes') from.setUTCMonth(from.getUTCMonth() - monthsBack);
  const seconds = Math.floor(from.getTime() / 1000);
  return [stream('created', listing, { 'created[gte]': seconds })];
}

function stream(
  name: string,
  { path, query, nested }: Listing,
  filter: Readonly<Record<string, boolean | number>>,
): Stream {
  const listing = { path, query: { ...query, ...filter }, nested };
  return { name, page: (api, cursor) => listPage(api, listing, cursor) };
}
