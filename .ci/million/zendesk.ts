import { ZendeskFace } from '../../test/exports/vendors/zendesk_face.ts';
import { drawn, type Generated, generated, indexes, instantOf, oneOf } from './generated.ts';

const organizations = 2000;

/** Zendesk with so many tickets, in the cursor export. */
export function zendesk(rows: number): Generated {
  const face = new ZendeskFace();
  for (let id = 1; id <= organizations; id += 1) {
    face.organization(id, { external_id: `acc-${id}`, domain_names: [`c${id}.example`] });
  }
  return generated(
    ({ path, query }) => {
      if (path !== '/api/v2/incremental/tickets/cursor.json') return null;
      // All tickets are older than what changed since an export that was made before.
      const isAll = query.get('cursor') !== null || query.get('start_time') === '0';
      const from = isAll ? Number(query.get('cursor')) : rows;
      const page = indexes(from, Number(query.get('per_page')), rows);
      const after = from + page.length;
      const tickets = page.map(ticket);
      const users = page.map((index) => user(index));
      return {
        body: { tickets, users, after_cursor: String(after), end_of_stream: after >= rows },
      };
    },
    face,
    {
      secret: (address) => ({
        ...{ subdomain: 'acme', email: 'admin@example.com', api_token: 'sesame', address },
      }),
    },
  );
}

const requesterOf = (index: number) => 1_000_000 + index;
const organizationOf = (index: number) => 1 + drawn(index, 1, organizations);

function ticket(index: number) {
  const [id, created_at] = [index + 1, instantOf(index, 2)];
  const updated_at = new Date(Date.parse(created_at) + 3_600_000 * drawn(index, 3, 300))
    .toISOString()
    .replace('.000Z', 'Z');
  const isSolved = drawn(index, 4, 10) < 8;
  return {
    ...{ id, created_at, updated_at, generated_timestamp: Date.parse(updated_at) / 1000 },
    status: isSolved ? 'closed' : oneOf(['open', 'pending', 'deleted'], index, 5),
    priority: oneOf(['low', 'normal', 'high', 'urgent', null], index, 6),
    type: oneOf(['question', 'incident', 'problem', 'task', null], index, 7),
    ...{ subject: `Ticket ${id}`, description: 'The printer is on fire. '.repeat(8) },
    ...{ requester_id: requesterOf(index), organization_id: organizationOf(index) },
    ...{ ticket_form_id: 9, tags: ['enterprise', 'web'], via: { channel: 'web' } },
    custom_fields: [{ id: 27642, value: String(index) }],
    metric_set: {
      ...{ id, ticket_id: id, reopens: drawn(index, 8, 2), replies: drawn(index, 9, 9) },
      solved_at: isSolved ? updated_at : null,
      reply_time_in_minutes: { calendar: drawn(index, 10, 2000), business: null },
    },
  };
}

const user = (index: number) => ({
  ...{ id: requesterOf(index), name: `Person ${index}`, email: `p${index}@example.com` },
  ...{ role: 'end-user', active: true, external_id: `u-${index}` },
  ...{ organization_id: organizationOf(index), user_fields: {} },
});
