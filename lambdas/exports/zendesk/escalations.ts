import { z } from 'zod';
import type { ZendeskOptions } from '../../settings/exports/zendesk.ts';
import type { Api, Received, Stream } from '../source.ts';

type Rules = ZendeskOptions['escalation'];

/** Pages of audits that are read of one ticket; it has been escalated in the first few thousand changes. */
const mostPages = 50;

const tagged = z.object({
  tickets: z.array(
    z.object({
      id: z.int(),
      status: z.string(),
      tags: z.array(z.string()).nullish(),
      priority: z.string().nullish(),
    }),
  ),
});
const auditPage = z.object({
  audits: z.array(
    z.object({
      ticket_id: z.int(),
      created_at: z.string(),
      events: z.array(
        z.object({ field_name: z.unknown().optional(), value: z.unknown().optional() }),
      ),
    }),
  ),
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).optional(),
});

/** Asks for the audits of the tickets of a page that are escalated: these alone know since when. */
export function withEscalations(stream: Stream, { escalation }: ZendeskOptions): Stream {
  return {
    name: stream.name,
    page: async (api, cursor) => {
      const page = await stream.page(api, cursor);
      const ids = page.received.flatMap(({ body }) => escalatedIds(body, escalation));
      const audits: Received[] = [];
      for (const id of ids) audits.push(...(await auditsOf(api, id, escalation)));
      return { ...page, received: [...page.received, ...audits] };
    },
  };
}

function escalatedIds(body: string, { tags, priorities }: Rules): readonly number[] {
  const page = tagged.safeParse(JSON.parse(body));
  if (!page.success) return [];
  const isEscalated = (ticket: z.infer<typeof tagged>['tickets'][number]) =>
    ticket.tags?.some((tag) => tags.includes(tag)) ||
    priorities.some((priority) => priority === ticket.priority);
  return page.data.tickets
    .filter((ticket) => ticket.status !== 'deleted' && isEscalated(ticket))
    .map(({ id }) => id);
}

async function auditsOf(api: Api, id: number, rules: Rules): Promise<readonly Received[]> {
  const received: Received[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const query = { 'page[size]': 100, ...(after && { 'page[after]': after }) };
    // Deleted for good since the export named it: a child that is gone is no failure.
    const answer = await api.get(`/api/v2/tickets/${id}/audits`, { query, accepted: [404] });
    if (answer.status === 404) return received;
    received.push(answer.received);
    const { meta } = auditPage.safeParse(answer.json).data ?? {};
    if (!meta?.has_more || !meta.after_cursor) return received;
    if (escalations(received, rules).has(id)) return received;
    after = meta.after_cursor;
  }
  return received;
}

/** When each ticket was first given one of the tags or priorities, of the audits that were received. */
export function escalations(
  received: readonly Received[],
  rules: Rules,
): ReadonlyMap<unknown, string> {
  const first = new Map<unknown, string>();
  for (const { body } of received) {
    for (const { ticket_id, created_at, events } of auditPage.safeParse(JSON.parse(body)).data
      ?.audits ?? []) {
      const known = first.get(ticket_id);
      const isEarlier = known === undefined || created_at < known;
      if (isEarlier && events.some((event) => escalates(event, rules))) {
        first.set(ticket_id, created_at);
      }
    }
  }
  return first;
}

function escalates(
  { field_name, value }: { field_name?: unknown; value?: unknown },
  { tags, priorities }: Rules,
): boolean {
  if (field_name === 'priority') return priorities.some((priority) => priority === value);
  if (field_name !== 'tags') return false;
  const set = Array.isArray(value) ? value : String(value ?? '').split(/[\s,]+/);
  return tags.some((tag) => set.includes(tag));
}
