import { z } from 'zod';
import type { Connection, Page, Source, SourceObject } from '../../lambdas/exports/source.ts';

export const thing = z.object({
  id: z.string(),
  at: z.string(),
  gone: z.boolean(),
  is: z.number(),
});
export type Thing = z.infer<typeof thing>;

/** A vendor in memory: records that tests change, read a few at a time, by keyset or as they changed. */
export interface MadeUp {
  readonly things: Map<string, Thing>;
  now: string;
  pageSize: number;
  /** Called before every page with how many were read so far. */
  beforePage: (pages: number) => void;
}

export function madeUp(): MadeUp {
  const now = '2026-11-02T03:00:00.000Z';
  return { things: new Map(), now, pageSize: 2, beforePage: () => {} };
}

interface Shape {
  readonly reads?: 'changes' | 'all';
  readonly keeps?: 'latest' | 'states';
  /** What is mapped together; by default each record by itself. */
  readonly group?: (thing: Thing) => string;
}

const alone = ({ id }: Thing) => id;

export function madeUpSource(
  vendor: MadeUp,
  { reads = 'changes', keeps = 'latest', group = alone }: Shape = {},
) {
  let pages = 0;
  const things: SourceObject<Thing> = {
    ...{ name: 'things', schema: thing, reads, keeps, absence: 'deleted' },
    identify: (one) => ({
      ...{ id: one.id, group: group(one), changedAt: one.at, isDeleted: one.gone },
    }),
    read: (received) =>
      received.flatMap(({ body }) => z.array(z.unknown()).parse(JSON.parse(body))),
    streams: ({ mode, from, to }) => [
      {
        name: mode,
        page: async (_, cursor): Promise<Page> => {
          vendor.beforePage(pages);
          pages += 1;
          const isAsked = ({ at }: Thing) => mode === 'all' || (at >= (from ?? '') && at < to);
          const rest = [...vendor.things.values()]
            .filter((one) => isAsked(one) && one.id > (cursor ?? ''))
            .sort((a, b) => (a.id < b.id ? -1 : 1));
          const page = rest.slice(0, vendor.pageSize);
          const received = [{ path: '/things', body: JSON.stringify(page) }];
          const next = rest.length > page.length ? (page.at(-1)?.id ?? null) : null;
          return { received, next };
        },
      },
    ],
  };
  const source: Source = {
    ...{ name: 'made_up', lag: 60_000, overlap: 600_000, objects: [things] },
    mapping: {
      lookups: [],
      tables: ['features'],
      *rows(together) {
        for (const { id, isDeleted, data, states } of together.of(things)) {
          if (isDeleted) continue;
          if (data.is < 0) yield { table: 'features', id, refused: 'is below zero' };
          else {
            const module = states.map((state) => state.data.is).join(' ');
            yield { table: 'features', row: { feature_id: id, name: String(data.is), module } };
          }
        }
      },
    },
    connect: async (): Promise<Connection> => {
      const nobody = async () => Promise.reject(new Error('there is no network here'));
      return { api: { get: nobody, post: nobody }, now: vendor.now, account: 'nobody' };
    },
  };
  return source;
}
