import { slug } from './cells.ts';
import { fieldsOf } from './fields.ts';
import type { RowsOf } from './mapping.ts';

export const ticketRows: RowsOf = function* ({ objects, options }, group, context) {
  for (const kept of group.of(objects.cases)) {
    const { data, id } = kept;
    if (kept.isDeleted) continue;
    const fields = fieldsOf('Case', 'tickets', kept, context, undefined);
    const created = fields.instant('CreatedDate');
    if (!created) {
      yield { table: 'tickets', id, refused: 'Case: when it was created is hidden' };
      continue;
    }
    yield {
      table: 'tickets',
      row: {
        ticket_id: id,
        account_id: data.AccountId,
        created_at: created,
        first_response_at: fields.instant(options.case.first_response_at),
        solved_at: fields.instant(options.case.solved_at),
        reopened_count: fields.integer(options.case.reopened_count),
        agent_replies: fields.integer(options.case.agent_replies),
        priority: data.Priority && slug(data.Priority),
        category: fields.text(options.case.category) ?? data.Type,
        escalated_at: fields.instant(options.case.escalated_at),
        status: data.Status && slug(data.Status),
        channel: data.Origin && slug(data.Origin),
        source_updated_at: kept.changedAt,
      },
    };
  }
};
