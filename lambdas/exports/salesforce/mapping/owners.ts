import type { MapContext } from '../../source.ts';
import type { Objects } from '../objects.ts';
import type { Mappers } from './mapping.ts';

/** Name of a user; undefined for a queue, which may own records too, and for users that cannot be read. */
export function ownerOf(
  objects: Objects,
  id: string | null | undefined,
  context: MapContext,
): string | undefined {
  return context.find(objects.users, id)?.data.Name ?? undefined;
}

/** Which team an owner is on, by a field of the user. */
export function teamOf(
  { objects, options: { activity }, words }: Mappers,
  id: string | null | undefined,
  context: MapContext,
): string | undefined {
  return words.team(context.find(objects.users, id)?.data[activity.team]);
}
