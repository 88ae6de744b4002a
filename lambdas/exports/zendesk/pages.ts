import { z } from 'zod';
import { VendorDown } from '../../errors.ts';
import { NotPermitted } from '../signals.ts';
import type { Answer, Received, Slice, Stream } from '../source.ts';

const exportPage = z.object({ after_cursor: z.string().nullish(), end_of_stream: z.boolean() });
const listPage = z.object({
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }),
});

interface Exported {
  /** Path without `/cursor.json`. */
  readonly path: string;
  readonly slice: Slice;
  readonly include?: string;
  readonly perPage: number;
}

/**
 * A cursor export: everything that changed since the slice begins, until now less a minute. Only the first
 * request says since when, and only it may.
 */
export function cursorExport({ path, slice, include, perPage }: Exported): Stream {
  const start = { start_time: slice.from === null ? 0 : Math.floor(Date.parse(slice.from) / 1000) };
  return {
    name: 'export',
    page: async (api, cursor) => {
      const from = cursor === null ? start : { cursor };
      const query = { ...from, per_page: perPage, ...(include && { include }) };
      const answer = await api.get(`${path}/cursor.json`, { query });
      const { end_of_stream, after_cursor } = parsed(path, exportPage, answer);
      return { received: [answer.received], next: goingOn(path, !end_of_stream, after_cursor) };
    },
  };
}

/** A list by cursor: its order does not change while it is read. */
export function cursorList(path: string, query: Readonly<Record<string, string>> = {}): Stream {
  return {
    name: 'list',
    page: async (api, cursor) => {
      const place = { 'page[size]': 100, ...(cursor !== null && { 'page[after]': cursor }) };
      const answer = await api.get(path, { query: { ...query, ...place }, accepted: [404] });
      if (answer.status === 404) {
        throw new NotPermitted(`Zendesk has no ${path}: is the feature switched on?`);
      }
      const { meta } = parsed(path, listPage, answer);
      return { received: [answer.received], next: goingOn(path, meta.has_more, meta.after_cursor) };
    },
  };
}

function goingOn(path: string, hasMore: boolean, cursor: string | null | undefined): string | null {
  if (!hasMore) return null;
  if (cursor) return cursor;
  throw new VendorDown(`Zendesk ${path}: says that there is more and not where. Try again.`);
}

function parsed<Shape>(path: string, schema: z.ZodType<Shape>, answer: Answer): Shape {
  const page = schema.safeParse(answer.json);
  if (page.success) return page.data;
  throw new VendorDown(
    `Zendesk ${path}: answered with something else than a page of it. Try again.`,
  );
}

/** The list of this name in every answer that has one. Throws VendorDown where none has. */
export function listOf(received: readonly Received[], name: string): readonly unknown[] {
  const lists = received.flatMap(({ body }) => {
    const list = z.object({ [name]: z.array(z.unknown()) }).safeParse(JSON.parse(body));
    return list.success ? [list.data[name] ?? []] : [];
  });
  if (lists.length > 0 || received.length === 0) return lists.flat();
  throw new VendorDown(`Zendesk: an answer that should hold ${name} does not.`);
}
