import { instantOn } from './cells.ts';
import { fieldsOf } from './fields.ts';
import type { RowsOf } from './mapping.ts';

export const leadRows: RowsOf = function* ({ objects, options: { lead } }, group, context) {
  for (const kept of group.of(objects.leads)) {
    const { data, id } = kept;
    if (kept.isDeleted) continue;
    const fields = fieldsOf('Lead', 'leads', kept, context, undefined);
    const created = fields.instant('CreatedDate');
    if (!created) {
      yield { table: 'leads', id, refused: 'Lead: when it was created is hidden' };
      continue;
    }
    yield {
      table: 'leads',
      row: {
        lead_id: id,
        created_at: created,
        channel: fields.text(lead.channel),
        campaign: fields.text(lead.campaign),
        mql_at: fields.instant(lead.mql_at),
        sql_at: fields.instant(lead.sql_at),
        pql_at: fields.instant(lead.pql_at),
        first_contacted_at: fields.instant(lead.first_contacted_at),
        first_response_at: fields.instant(lead.first_response_at),
        first_meeting_at: fields.instant(lead.first_meeting_at),
        converted_at: data.ConvertedDate && instantOn(data.ConvertedDate, created),
        converted_account_id: data.ConvertedAccountId,
        referral_id: fields.text(lead.referral_id),
        source_updated_at: kept.changedAt,
      },
    };
  }
};
