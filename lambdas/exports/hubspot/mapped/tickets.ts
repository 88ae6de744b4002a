import type { Group, MapContext, Mapped } from '../../source.ts';
import { fieldsOf } from './fields.ts';
import { accountOf, isClosedStage, type Setup, stageOf, standing, ticketStages } from './known.ts';

export function* ticketRows(group: Group, context: MapContext, setup: Setup): Iterable<Mapped> {
  const { live } = standing(group, setup.objects.tickets);
  if (!live) return;
  const { ticket } = setup.options;
  const fields = fieldsOf(live, (text) => context.note('tickets', `tickets: ${text}`));
  const account_id = accountOf(live);
  if (account_id === undefined) context.note('tickets', 'tickets without a company');
  const stage = stageOf(context, ticketStages, [
    fields.text('hs_pipeline'),
    fields.text('hs_pipeline_stage'),
  ]);
  yield {
    table: 'tickets',
    row: {
      ticket_id: live.id,
      account_id,
      created_at: fields.instant('createdate') ?? live.createdAt,
      first_response_at: fields.instant(ticket.first_response_at),
      // A ticket that was opened again keeps the date on which it was closed before.
      solved_at: isClosedStage(stage) === false ? undefined : fields.instant('closed_date'),
      reopened_count: fields.count(ticket.reopened_count),
      agent_replies: fields.count(ticket.agent_replies),
      priority: fields.word('hs_ticket_priority'),
      category: fields.text(ticket.category),
      escalated_at: fields.instant(ticket.escalated_at),
      status: stage?.label ?? fields.text('hs_pipeline_stage'),
      channel: fields.word('source_type'),
      source_updated_at: live.updatedAt,
    },
  };
}
