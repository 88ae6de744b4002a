import { z } from 'zod';
import type { ZendeskOptions } from '../../settings/exports/zendesk.ts';
import type { SourceObject } from '../source.ts';
import { cursorExport, cursorList, listOf } from './pages.ts';

const instant = z.iso.datetime({ offset: true });

const organization = z.object({
  id: z.int(),
  name: z.string().nullish(),
  external_id: z.string().nullish(),
  domain_names: z.array(z.string()).nullish(),
  tags: z.array(z.string()).nullish(),
  created_at: instant,
  updated_at: instant,
});
export type Organization = z.infer<typeof organization>;

/** All organisations, every time: they are few, and one that is no longer listed was deleted or merged. */
export function organizations({ account_field }: ZendeskOptions): SourceObject<Organization> {
  return {
    name: 'organizations',
    schema: organization,
    reads: 'all',
    keeps: 'latest',
    absence: 'deleted',
    identify: ({ id, updated_at }) => ({
      id: String(id),
      group: `organization:${id}`,
      changedAt: new Date(updated_at).toISOString(),
      isDeleted: false,
    }),
    streams: () => [cursorList('/api/v2/organizations.json')],
    read: (received) =>
      listOf(received, 'organizations').map((one) =>
        named(one, 'organization_fields', account_field),
      ),
  };
}

/** The record with the id that a custom field holds in place of its external id. */
function named(record: unknown, fields: string, field: string | undefined): unknown {
  const found = z.looseObject({ [fields]: z.record(z.string(), z.unknown()) }).safeParse(record);
  return field !== undefined && found.success
    ? { ...found.data, external_id: textOf(found.data[fields]?.[field]) }
    : record;
}

/** A field for numbers gives a number for what is an id all the same. */
const textOf = (value: unknown) => (typeof value === 'number' ? String(value) : value);

const user = z.object({
  id: z.int(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  role: z.string(),
  active: z.boolean(),
  suspended: z.boolean().nullish(),
  organization_id: z.int().nullish(),
  created_at: instant,
  updated_at: instant,
});
export type User = z.infer<typeof user>;

/** Users, where they are contacts; else nobody asks for them. */
export function users({ contacts }: ZendeskOptions): SourceObject<User> {
  const path = '/api/v2/incremental/users';
  return {
    name: 'users',
    schema: user,
    reads: 'changes',
    keeps: 'latest',
    absence: 'unknown',
    identify: ({ id, updated_at, active }) => ({
      id: String(id),
      group: `user:${id}`,
      changedAt: new Date(updated_at).toISOString(),
      isDeleted: !active,
    }),
    streams: (slice) => (contacts ? [cursorExport({ path, slice, perPage: 1000 })] : []),
    read: (received) => listOf(received, 'users'),
  };
}

const rating = z.object({
  id: z.int(),
  ticket_id: z.int(),
  score: z.string(),
  comment: z.string().nullish(),
  created_at: instant,
  updated_at: instant,
});
export type Rating = z.infer<typeof rating>;

/**
 * All answers, every time: the list can be asked for by time, but nothing says whether an answer that was
 * changed counts as of then.
 */
export const ratings: SourceObject<Rating> = {
  name: 'satisfaction_ratings',
  schema: rating,
  reads: 'all',
  keeps: 'latest',
  absence: 'deleted',
  identify: ({ id, ticket_id, updated_at }) => ({
    id: String(id),
    group: `ticket:${ticket_id}`,
    changedAt: new Date(updated_at).toISOString(),
    isDeleted: false,
  }),
  streams: () => [cursorList('/api/v2/satisfaction_ratings.json', { score: 'received' })],
  read: (received) => listOf(received, 'satisfaction_ratings'),
};
