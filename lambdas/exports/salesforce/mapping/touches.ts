import type { Kept, MapContext } from '../../source.ts';
import type { Cells } from '../shapes.ts';
import { slug } from './cells.ts';
import type { Fields } from './fields.ts';
import type { Mappers } from './mapping.ts';
import { ownerOf, teamOf } from './owners.ts';

type Touch = Kept<Cells & { readonly OwnerId?: string | null | undefined }>;

/** What tasks and events have in common: whom they concern, whose they are, what was said of them. */
export function touchCells(
  mappers: Mappers,
  { id, data, changedAt }: Touch,
  fields: Fields,
  context: MapContext,
) {
  const { objects, options } = mappers;
  const who = data.WhoId ?? '';
  return {
    activity_id: id,
    account_id: data.AccountId,
    // Ids begin with what they are the id of.
    contact_id: who.startsWith('003') ? who : undefined,
    lead_id: who.startsWith('00Q') ? who : undefined,
    owner: ownerOf(objects, data.OwnerId, context),
    team: teamOf(mappers, data.OwnerId, context),
    responded_at: fields.instant(options.activity.responded_at),
    has_referral_intent: fields.boolean(options.activity.has_referral_intent),
    source_updated_at: changedAt,
  };
}

/** `inbound` or `outbound` where one of the words says so. */
export function directionOf(...words: readonly (string | null | undefined)[]): string | undefined {
  return words.map((word) => slug(word ?? '')).find((word) => /^(in|out)bound$/.test(word));
}
