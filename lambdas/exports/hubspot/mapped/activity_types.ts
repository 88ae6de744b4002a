import { activityTypes } from '../../../settings/exports/hubspot.ts';
import type { ActivityContext } from './activities.ts';
import type { Fields } from './fields.ts';
import { lowered } from './known.ts';

/** What the "call and meeting type" of an activity is in our words. */
export function namedType(fields: Fields, { setup, tell }: ActivityContext): string | undefined {
  const theirs = fields.word('hs_activity_type');
  if (theirs === undefined) return undefined;
  const plain = theirs.replaceAll(/[\s-]+/g, '_');
  const own = activityTypes.options.find((type) => type === plain);
  const found = lowered(setup.options.activity.types).get(theirs) ?? own;
  if (found === undefined) {
    tell('hs_activity_type holds values that exports.hubspot.activity.types does not name');
  }
  return found;
}
