import { z } from 'zod';
import { VendorDown } from '../../errors.ts';
import type { Answer, Page, Received, Slice, Stream } from '../source.ts';

const listPage = z.object({ list: z.array(z.unknown()), next_offset: z.string().nullish() });
const failure = z.object({ param: z.string().optional() });

interface Listed {
  /** Last part of the path, e.g. `subscriptions`. */
  readonly path: string;
  readonly slice: Slice;
  /** What a full read is sorted by: of this nothing changes, so that no record moves while it is read. */
  readonly sort?: 'created_at' | 'date';
  readonly query?: Readonly<Record<string, string | number | boolean>>;
}

/** A cursor that begins anew; an offset is never empty. */
const anew = '';

/** A list of Chargebee, 100 a page. What changed is asked for by `updated_at`, in seconds. */
export function list({ path, slice, sort, query = {} }: Listed): Stream {
  const asked = { ...query, limit: 100, ...window(slice, sort) };
  return {
    name: slice.mode,
    page: async (api, cursor): Promise<Page> => {
      const isResuming = cursor !== null && cursor !== anew;
      const answer = await api.get(`/api/v2/${path}`, {
        query: { ...asked, ...(isResuming && { offset: cursor }) },
        ...(isResuming && { accepted: [400] }),
      });
      if (answer.status === 400) return begunAnew(path, answer);
      const page = listPage.safeParse(answer.json);
      if (!page.success) {
        throw new VendorDown(
          `Chargebee ${path}: answered with something else than a list. Try again.`,
        );
      }
      return { received: [answer.received], next: page.data.next_offset ?? null };
    },
  };
}

function window({ mode, from }: Slice, sort: Listed['sort']) {
  const by = mode === 'changes' ? 'updated_at' : sort;
  // `after` leaves the second itself out.
  const after = from === null ? undefined : Math.floor(Date.parse(from) / 1000) - 1;
  return {
    ...(by && { 'sort_by[asc]': by }),
    ...(after !== undefined && mode === 'changes' && { 'updated_at[after]': after }),
    ...(after !== undefined && mode === 'all' && sort === 'date' && { 'date[after]': after }),
  };
}

/** An offset that is too old is refused: the list is read from its beginning once more. */
function begunAnew(path: string, { json }: Answer): Page {
  if (failure.safeParse(json).data?.param?.startsWith('offset'))
    return { received: [], next: anew };
  throw new VendorDown(
    `Chargebee ${path}: refused what it is asked for with 400. Check the settings.`,
  );
}

/** The records of one kind in what was received: of lists, and alone. */
export function recordsOf(received: readonly Received[], kind: string): readonly unknown[] {
  return received.flatMap(({ body }) => {
    const answer: unknown = JSON.parse(body);
    const page = listPage.safeParse(answer);
    return (page.success ? page.data.list : [answer]).map((entry) => inside(entry, kind));
  });
}

function inside(entry: unknown, kind: string): unknown {
  const found = z.looseObject({ [kind]: z.unknown() }).safeParse(entry).data?.[kind];
  if (found !== undefined) return found;
  throw new VendorDown(`Chargebee: an entry that should hold a ${kind} does not.`);
}
