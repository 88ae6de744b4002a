import { z } from 'zod';
import type { Received, SourceObject } from '../source.ts';
import { nextOf, parsed, receivedPage } from './answers.ts';
import { paths } from './paths.ts';

const time = z.iso.datetime({ offset: true });

const owner = z.object({
  id: z.string(),
  email: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  // Owners that are archived have none.
  updatedAt: time.nullish(),
  archived: z.boolean().optional(),
  teams: z
    .array(z.object({ id: z.string(), name: z.string(), primary: z.boolean().optional() }))
    .nullish(),
});
export type Owner = z.infer<typeof owner>;

/** People that records belong to. Those who left keep their name in what they did. */
export const owners: SourceObject<Owner> = {
  name: 'owners',
  schema: owner,
  reads: 'all',
  keeps: 'latest',
  absence: 'unknown',
  identify: ({ id }) => ({ id, group: `owners/${id}`, changedAt: null, isDeleted: false }),
  // Archived ones come first: somebody who is back has an entry in both, and the later one stands.
  streams: () =>
    [true, false].map((archived) => ({
      name: archived ? 'archived' : 'live',
      page: async (api, cursor) => {
        const after = cursor === null ? {} : { after: cursor };
        const asked = { query: { limit: 100, archived, ...after } };
        const { received } = await api.get(paths.owners, asked);
        return { received: [received], next: nextOf(receivedPage(received)) };
      },
    })),
  read: (received) => received.flatMap((one) => receivedPage(one).results),
};

const stage = z.object({
  id: z.string(),
  label: z.string(),
  /** Null in the entry that is found by the stage alone. */
  pipeline: z.object({ id: z.string(), label: z.string() }).nullable(),
  metadata: z
    .object({
      isClosed: z.union([z.string(), z.boolean()]).nullish(),
      probability: z.union([z.string(), z.number()]).nullish(),
      ticketState: z.string().nullish(),
    })
    .nullish(),
});
export type Stage = z.infer<typeof stage>;

/** A pipeline as received holds its stages; each is a record, with the pipeline that it belongs to. */
const pipeline = z.looseObject({
  id: z.unknown(),
  label: z.unknown(),
  stages: z.array(z.looseObject({})),
});

/** Key of a stage: pipelines may have stages of one id. */
export const stageKey = (pipeline: string | undefined, stage: string) =>
  `${pipeline ?? ''}/${stage}`;

/** Stages of the pipelines of deals or tickets; the history of a deal names stages that are gone. */
export function stagesOf(object: 'deals' | 'tickets'): SourceObject<Stage> {
  return {
    name: `${object}_stages`,
    schema: stage,
    reads: 'all',
    keeps: 'latest',
    absence: 'unknown',
    identify: (one) => {
      const id = stageKey(one.pipeline?.id, one.id);
      return { id, group: `stages/${id}`, changedAt: null, isDeleted: false };
    },
    streams: () => [
      {
        name: 'all',
        page: async (api) => {
          const { received } = await api.get(paths.pipelines(object));
          receivedPage(received);
          return { received: [received], next: null };
        },
      },
    ],
    read: (received) => received.flatMap((one) => receivedPage(one).results.flatMap(stagesIn)),
  };
}

/** Each stage twice: a deal's history says which stage, but not of which pipeline. */
function stagesIn(raw: unknown): readonly unknown[] {
  const known = pipeline.safeParse(raw);
  if (!known.success) return [raw];
  const { id, label, stages } = known.data;
  return stages.flatMap((one) => [
    { ...one, pipeline: { id, label } },
    { ...one, pipeline: null },
  ]);
}

const account = z.object({
  portalId: z.union([z.int(), z.string()]),
  timeZone: z.string().nullish(),
  companyCurrency: z.string().nullish(),
});
export type Account = z.infer<typeof account>;
export const accountKey = 'account';

/** The HubSpot account itself: its time zone and its currency. */
export const accountInfo: SourceObject<Account> = {
  name: 'account_info',
  schema: account,
  reads: 'all',
  keeps: 'latest',
  absence: 'unknown',
  identify: () => ({ id: accountKey, group: accountKey, changedAt: null, isDeleted: false }),
  streams: () => [
    {
      name: 'all',
      page: async (api) => {
        const { received } = await api.get(paths.account);
        return { received: [received], next: null };
      },
    },
  ],
  read: (received: readonly Received[]) => received.map(({ body }) => parsed(body)),
};
