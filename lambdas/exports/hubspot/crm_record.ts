import { z } from 'zod';
import type { Identity } from '../source.ts';

const value = z.union([z.string(), z.number(), z.boolean()]).nullable();
const time = z.iso.datetime({ offset: true });
const ids = z.array(z.string());

/** A record of any kind: HubSpot keeps all that it says in properties, as text. */
export const crmRecord = z.object({
  id: z.string().min(1),
  properties: z.record(z.string(), value),
  propertiesWithHistory: z
    .record(z.string(), z.array(z.object({ value, timestamp: time })).nullable())
    .optional(),
  createdAt: time.optional(),
  updatedAt: time.optional(),
  archived: z.boolean().optional(),
  archivedAt: time.nullish(),
  /** Added by us from the answers about links, by what is at the other end. */
  links: z.object({ companies: ids, contacts: ids, companies_of_contacts: ids }).optional(),
  /** Added by us: the id that this record was merged into; all else is the survivor's. */
  merged_into: z.string().optional(),
});
export type CrmRecord = z.infer<typeof crmRecord>;

/**
 * Records and what they were merged with share a group, so that a record that is still known from before
 * the merge is not counted beside its survivor.
 */
export function identify(object: string, record: CrmRecord): Identity {
  const { id, archived = false, archivedAt, updatedAt } = record;
  // Archiving leaves the modified date as it was.
  const changedAt = (archived ? archivedAt : null) ?? updatedAt;
  return {
    id,
    group: `${object}/${mergedAway(id) ?? id}`,
    changedAt: changedAt ? new Date(changedAt).toISOString() : null,
    isDeleted: archived,
  };
}

/** A record that was merged, by the id of what says so: `merged/<it>/<its survivor>`. */
const mergedAway = (id: string) => /^merged\/(\d+)\//.exec(id)?.[1];

const mergeable = z.looseObject({
  id: z.string(),
  properties: z.looseObject({
    hs_merged_object_ids: z.string().nullish(),
    hs_calculated_merged_vids: z.string().nullish(),
  }),
});

/** A record for each one that was merged into this one: HubSpot itself no longer gives them. */
export function mergedInto(record: unknown): readonly unknown[] {
  const known = mergeable.safeParse(record);
  if (!known.success) return [];
  const { id, properties } = known.data;
  const listed = [properties.hs_merged_object_ids, properties.hs_calculated_merged_vids];
  const others = listed.flatMap((list) => (list ?? '').split(';').map(idAlone));
  return [...new Set(others)]
    .filter((other) => /^\d+$/.test(other) && other !== id)
    .map((other) => ({
      ...known.data,
      id: `merged/${other}/${id}`,
      merged_into: id,
      propertiesWithHistory: undefined,
      links: undefined,
    }));
}

/** Contacts list what was merged with its time: `123:1577836800000`. */
const idAlone = (entry: string) => (entry.split(':')[0] ?? '').trim();
