import type { ZendeskOptions } from '../../settings/exports/zendesk.ts';
import type { Cell, Group, Kept, MapContext, Mapped, SourceObject } from '../source.ts';
import type { Rating } from './people.ts';
import type { Ticket } from './tickets.ts';

interface TicketObjects {
  readonly tickets: SourceObject<Ticket>;
  readonly ratings: SourceObject<Rating>;
}

/** A ticket and the answers to its survey. */
export function* ticketRows(
  group: Group,
  context: MapContext,
  objects: TicketObjects,
  options: ZendeskOptions,
): Generator<Mapped> {
  const [ticket] = group.of(objects.tickets);
  if (ticket && !ticket.isDeleted) yield* ticketRow(ticket, context, options);
  for (const rating of group.of(objects.ratings)) {
    if (!rating.isDeleted) yield* answerRow(rating, ticket?.data, context, options);
  }
}

function* ticketRow(
  { id, data, changedAt }: Kept<Ticket>,
  { note }: MapContext,
  options: ZendeskOptions,
): Generator<Mapped> {
  if (data.tags?.some((tag) => options.merged_tags.includes(tag))) {
    note('tickets', 'merged into another ticket, so it does not count again');
    return;
  }
  const metrics = data.metric_set;
  if (!metrics) note('tickets', 'without metrics: replies and reopenings are unknown');
  yield {
    table: 'tickets',
    row: {
      ...{ ticket_id: id, ...whoseOf(data) },
      ...{ created_at: data.created_at, first_response_at: firstResponse(data) },
      // A ticket that was opened again keeps the time of its last solution, and is not solved.
      solved_at: ['solved', 'closed'].includes(data.status) ? metrics?.solved_at : null,
      reopened_count: metrics?.reopens,
      agent_replies: metrics?.replies,
      priority: data.priority,
      category: categoryOf(data, options),
      escalated_at: escalatedAt(data, options),
      status: data.status,
      channel: data.via?.channel,
      source_updated_at: changedAt,
    },
  };
}

/** A ticket outside any organisation belongs to the one that its requester is in. */
const whoseOf = ({ organization_id, requester }: Ticket) => ({
  account_id: textOf(organization_id ?? requester?.organization_id),
  user_id: requester?.external_id,
});

/** Zendesk gives the minutes to the first public reply of an agent, not its time. */
function firstResponse({ created_at, metric_set }: Ticket): Cell {
  const minutes = metric_set?.reply_time_in_minutes?.calendar;
  if (minutes === null || minutes === undefined) return null;
  return new Date(Date.parse(created_at) + minutes * 60_000).toISOString();
}

function categoryOf(data: Ticket, { category, category_names }: ZendeskOptions): Cell {
  const value = category_names[String(choiceOf(data, category))];
  return value ?? textOf(choiceOf(data, category));
}

function choiceOf(data: Ticket, category: ZendeskOptions['category']): unknown {
  if (category === 'type') return data.type;
  if (category === 'form') return data.ticket_form_id;
  if ('tags' in category) return category.tags.find((tag) => data.tags?.includes(tag));
  return fieldOf(data, category.field);
}

function escalatedAt(data: Ticket, { escalation }: ZendeskOptions): Cell {
  const stated = escalation.field === undefined ? undefined : fieldOf(data, escalation.field);
  const instant = typeof stated === 'string' ? Date.parse(stated) : Number.NaN;
  return Number.isNaN(instant) ? data.escalated_at : new Date(instant).toISOString();
}

const fieldOf = (data: Ticket, id: number): unknown =>
  data.custom_fields?.find((field) => field.id === id)?.value;

/** Several choices of one field become a list; an object is no category. */
function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.length > 0 ? value.map(String).sort().join(', ') : null;
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function* answerRow(
  { id, data, changedAt }: Kept<Rating>,
  ticket: Ticket | undefined,
  { note }: MapContext,
  { csat }: ZendeskOptions,
): Generator<Mapped> {
  const score = data.score.startsWith('good') ? csat.good : csat.bad;
  if (!/^(good|bad)/.test(data.score)) {
    note('survey_responses', 'asked and not answered');
    return;
  }
  if (!ticket) note('survey_responses', 'about a ticket that is not known, so without an account');
  yield {
    table: 'survey_responses',
    row: {
      response_id: id,
      type: 'csat',
      ...{ score, scale_min: csat.scale_min, scale_max: csat.scale_max, higher_is_better: true },
      ...(ticket && whoseOf(ticket)),
      // A changed mind is a later answer; Zendesk keeps the last one.
      responded_at: data.updated_at,
      comment: data.comment,
      source_updated_at: changedAt,
    },
  };
}
