import type { Cast } from '../story/cast.ts';
import { leadId, leadsOf } from '../story/leads.ts';
import { daySeconds } from '../time.ts';
import { instant, known, type Row } from './cells.ts';

export function leadRows(cast: Cast): readonly Row[] {
  const { world, profile, arc } = cast;
  return leadsOf(cast).map((lead) => {
    const at = (days: number) => known(world, lead.createdAt + days * daySeconds);
    const tried = lead.no === 0 && (arc.trial !== null || profile.plot.includes('free'));
    return {
      lead_id: leadId(cast, lead.no),
      created_at: instant(lead.createdAt),
      channel: lead.channel,
      campaign: `${lead.channel}-${instant(lead.createdAt)?.slice(0, 4)}`,
      mql_at: instant(lead.reach > 0 ? at(0.4) : null),
      sql_at: instant(lead.reach > 1 ? at(2.6) : null),
      pql_at: instant(tried ? at(3.3) : null),
      first_contacted_at: instant(lead.contactedAt),
      first_response_at: instant(lead.contactedAt),
      first_meeting_at: instant(lead.meetingAt),
      converted_at: instant(lead.convertedAt),
      converted_account_id: lead.convertedAt === null ? null : profile.id,
      referral_id: lead.no === 0 ? (cast.referral?.id ?? null) : null,
    };
  });
}
