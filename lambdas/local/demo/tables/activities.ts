import type { Cast } from '../story/cast.ts';
import { occasionsOf } from '../story/occasions.ts';
import { outreachOf } from '../story/outreach.ts';
import { touchesOf } from '../story/touches.ts';
import { instant, known, type Row } from './cells.ts';

export function activityRows(cast: Cast): readonly Row[] {
  const { world, profile } = cast;
  const touches = [...touchesOf(cast), ...occasionsOf(cast), ...outreachOf(cast)];
  return touches.map((touch, place) => {
    const isOver = touch.minutes !== undefined && touch.outcome === 'completed';
    return {
      activity_id: `ac-${profile.id.slice(2)}-${place + 1}`,
      account_id: touch.leadId ? null : profile.id,
      contact_id: touch.contactId ?? null,
      user_id: touch.userId ?? null,
      lead_id: touch.leadId ?? null,
      owner: touch.owner,
      team: touch.team,
      type: touch.type,
      direction: touch.isInbound ? 'inbound' : 'outbound',
      is_automated: touch.isAutomated ?? false,
      outcome: touch.outcome,
      occurred_at: instant(touch.at),
      ended_at: instant(known(world, isOver ? touch.at + (touch.minutes ?? 0) * 60 : null)),
      responded_at: instant(touch.respondedAt ?? null),
      has_referral_intent: touch.hasReferralIntent ?? false,
    };
  });
}
