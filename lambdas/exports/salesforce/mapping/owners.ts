import type { SalesforceOptions } from '../../../settings/exports/salesforce.ts';
import type { MapContext } from '../../source.ts';
import type { Objects } from '../objects.ts';
import { meanings, teams } from './words.ts';

/** Name of a user; undefined for a queue, which may own records too, and for users that cannot be read. */
export function ownerOf(
  objects: Objects,
  id: string | null | undefined,
  context: MapContext,
): string | undefined {
  return context.find(objects.users, id)?.data.Name ?? undefined;
}

/** Which team an owner is on, by a field of the user. */
export function teamReader(objects: Objects, { activity }: SalesforceOptions) {
  const meaning = meanings(activity.teams, teams);
  return (id: string | null | undefined, context: MapContext): string | undefined =>
    meaning(context.find(objects.users, id)?.data[activity.team]);
}
