import { z } from 'zod';
import type { SourceObject } from '../source.ts';
import { parsed, receivedPage } from './answers.ts';
import type { CrmObject } from './crm_object.ts';
import { askedBy, paths } from './paths.ts';

const property = z.object({
  name: z.string(),
  type: z.string().nullish(),
  archived: z.boolean().optional(),
  /** Added by us: the kind of record that has it. */
  object: z.string(),
});
export type Property = z.infer<typeof property>;

export const propertiesGroup = 'properties';

/** The properties that there are, of those that are asked for: one that is missing leaves a column unknown. */
export function propertiesOf(objects: readonly CrmObject[]): SourceObject<Property> {
  return {
    name: 'properties',
    schema: property,
    reads: 'all',
    keeps: 'latest',
    absence: 'deleted',
    identify: ({ object, name, archived = false }) => ({
      id: `${object}.${name}`,
      group: propertiesGroup,
      changedAt: null,
      isDeleted: archived,
    }),
    streams: () =>
      objects.map(({ name }) => ({
        name,
        page: async (api) => {
          // What may not be read is said by the records themselves.
          const { received } = await api.get(paths.properties(name), { accepted: [403, 404] });
          return { received: [received], next: null };
        },
      })),
    read: (received) => received.flatMap((one) => asked(objects, one)),
  };
}

const refused = z.object({ status: z.literal('error') });
const named = z.looseObject({ name: z.string() });

function asked(objects: readonly CrmObject[], received: { path: string; body: string }) {
  if (refused.safeParse(parsed(received.body)).success) return [];
  const of = askedBy(received.path);
  const object = objects.find(({ name }) => of.for === 'properties' && of.of === name);
  return receivedPage(received).results.flatMap((raw) => {
    const known = named.safeParse(raw);
    const isAsked = known.success && object?.definition.properties.includes(known.data.name);
    return isAsked ? [{ ...known.data, object: object?.name }] : [];
  });
}
