import { z } from 'zod';
import type { ZendeskOptions } from '../../settings/exports/zendesk.ts';
import type { Received, SourceObject } from '../source.ts';
import { escalations, withEscalations } from './escalations.ts';
import { cursorExport, listOf } from './pages.ts';

const instant = z.iso.datetime({ offset: true });
const count = z.int().min(0).nullish();

const metricSet = z.object({
  reopens: count,
  replies: count,
  solved_at: instant.nullish(),
  /** `calendar`: of all hours, not of those of business alone. */
  reply_time_in_minutes: z.object({ calendar: count }).nullish(),
});

const ticket = z.object({
  id: z.int(),
  created_at: instant,
  updated_at: instant,
  /** Unix seconds; moves with changes by the system too, of which `updated_at` knows nothing. */
  generated_timestamp: z.int().nullish(),
  status: z.string(),
  priority: z.string().nullish(),
  type: z.string().nullish(),
  ticket_form_id: z.int().nullish(),
  organization_id: z.int().nullish(),
  tags: z.array(z.string()).nullish(),
  custom_fields: z.array(z.object({ id: z.int(), value: z.unknown().optional() })).nullish(),
  via: z.object({ channel: z.union([z.string(), z.number()]).nullish() }).nullish(),
  metric_set: metricSet.nullish(),
  /** Beside the ticket in the export. */
  requester: z
    .object({ external_id: z.string().nullish(), organization_id: z.int().nullish() })
    .nullish(),
  /** First of the changes that make it escalated; of its audits. */
  escalated_at: instant.nullish(),
});
export type Ticket = z.infer<typeof ticket>;

/** Tickets with their metrics and requesters; deleted ones come with that status. */
export function tickets(options: ZendeskOptions): SourceObject<Ticket> {
  const wanted = wantedFields(options);
  return {
    name: 'tickets',
    schema: ticket,
    reads: 'changes',
    keeps: 'latest',
    // The export leaves its last minute out: what changed just then is not seen, and is not gone.
    absence: 'unknown',
    identify: (record) => ({
      id: String(record.id),
      group: `ticket:${record.id}`,
      changedAt: changedAt(record),
      isDeleted: record.status === 'deleted',
    }),
    streams: (slice) => {
      const path = '/api/v2/incremental/tickets';
      const stream = (perPage: number) =>
        cursorExport({ path, slice, include: 'metric_sets,users', perPage });
      const { tags, priorities } = options.escalation;
      // A page waits for the audits of its tickets, and a call can only end between pages.
      return tags.length + priorities.length > 0
        ? [withEscalations(stream(100), options)]
        : [stream(1000)];
    },
    read: (received) => read(received, options, wanted),
  };
}

function changedAt({ updated_at, generated_timestamp }: Ticket): string {
  const generated = (generated_timestamp ?? 0) * 1000;
  return new Date(Math.max(Date.parse(updated_at), generated)).toISOString();
}

const withId = z.looseObject({ id: z.unknown() });
const metricsOf = z.looseObject({ ticket_id: z.unknown() });
const sideloaded = z.object({
  users: z.array(withId).optional(),
  metric_sets: z.array(metricsOf).optional(),
});

/** Every ticket with what the export gives beside it. Metrics come inside the ticket or next to all of them. */
function read(
  received: readonly Received[],
  { user_field, escalation }: ZendeskOptions,
  wanted: ReadonlySet<number>,
): readonly unknown[] {
  const beside = received.flatMap(({ body }) => sideloaded.safeParse(JSON.parse(body)).data ?? []);
  const users = new Map(beside.flatMap(({ users = [] }) => users.map((user) => [user.id, user])));
  const metrics = new Map(
    beside.flatMap(({ metric_sets = [] }) => metric_sets.map((set) => [set.ticket_id, set])),
  );
  const escalated = escalations(received, escalation);
  return listOf(received, 'tickets').map((one) => {
    const found = withId.safeParse(one);
    if (!found.success) return one;
    const { id, metric_set, custom_fields, requester_id } = found.data;
    return {
      ...found.data,
      custom_fields: kept(custom_fields, wanted),
      metric_set: metric_set ?? metrics.get(id),
      requester: requesterOf(users.get(requester_id), user_field),
      escalated_at: escalated.get(id),
    };
  });
}

/** Only fields that mean something here; the others may hold anything about a person. */
function kept(fields: unknown, wanted: ReadonlySet<number>): unknown {
  if (!Array.isArray(fields)) return fields;
  return fields.filter((field) => wanted.has(Number(withId.safeParse(field).data?.id)));
}

function wantedFields({ category, escalation }: ZendeskOptions): ReadonlySet<number> {
  const ofCategory = typeof category === 'object' && 'field' in category ? [category.field] : [];
  return new Set([...ofCategory, ...(escalation.field === undefined ? [] : [escalation.field])]);
}

function requesterOf(user: Readonly<Record<string, unknown>> | undefined, field?: string) {
  if (user === undefined) return undefined;
  const fields = z.record(z.string(), z.unknown()).safeParse(user.user_fields).data;
  const external = field === undefined ? user.external_id : fields?.[field];
  return {
    external_id: typeof external === 'number' ? String(external) : external,
    organization_id: user.organization_id,
  };
}
