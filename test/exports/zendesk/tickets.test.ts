import { afterEach, describe, expect, it } from 'vitest';
import { tickets } from '../../../lambdas/exports/zendesk/tickets.ts';
import { zendeskOptions } from '../../../lambdas/settings/exports/zendesk.ts';
import { openZendesk, type ZendeskWorld } from './zendesk_world.ts';

let world: ZendeskWorld;
afterEach(() => world.close());

const at = '2026-10-05T08:00:00.000Z';
const metrics = (known: object) => ({
  ...{ reopens: 0, replies: 0, solved_at: null, reply_time_in_minutes: { calendar: null } },
  ...known,
});

async function exportedTicket(fields: Readonly<Record<string, unknown>>, options = {}) {
  world = await openZendesk({ options });
  world.face.user(7, at);
  world.face.ticket(1, at, fields);
  await world.exported.export();
  return world.exported.rows('tickets')[0];
}

describe('a ticket of Zendesk', () => {
  it('becomes a row of its organisation and of its requester', async () => {
    expect(await exportedTicket({ priority: 'urgent', via: { channel: 'email' } })).toMatchObject({
      ...{ ticket_id: '1', account_id: 'zendesk:42', user_id: 'u-7', created_at: at },
      ...{ priority: 'urgent', category: 'question', channel: 'email', status: 'open' },
      ...{ source: 'zendesk', source_updated_at: at },
    });
  });

  it('is answered so many calendar minutes after it was opened', async () => {
    const reply_time_in_minutes = { calendar: 90, business: 15 };
    const metric_set = metrics({ replies: 2, reopens: 1, reply_time_in_minutes });
    expect(await exportedTicket({ metric_set })).toMatchObject({
      first_response_at: '2026-10-05T09:30:00.000Z',
      agent_replies: '2',
      reopened_count: '1',
    });
  });

  it('is answered at an unknown time where no agent has replied', async () => {
    expect(await exportedTicket({})).toMatchObject({ first_response_at: null, solved_at: null });
  });

  it('is solved when it was last solved', async () => {
    const solved = { status: 'closed', metric_set: metrics({ solved_at: '2026-10-06T10:00:00Z' }) };
    expect(await exportedTicket(solved)).toMatchObject({ solved_at: '2026-10-06T10:00:00.000Z' });
  });

  it('that was opened again is not solved, whatever its metrics remember', async () => {
    const metric_set = metrics({ reopens: 1, solved_at: '2026-10-06T10:00:00Z' });
    const row = await exportedTicket({ status: 'open', metric_set });
    expect(row).toMatchObject({ solved_at: null, reopened_count: '1' });
  });

  it('outside any organisation belongs to that of its requester', async () => {
    expect(await exportedTicket({ organization_id: null })).toMatchObject({
      account_id: 'zendesk:42',
    });
  });

  it('of somebody who is gone belongs to nobody', async () => {
    const row = await exportedTicket({ organization_id: null, requester_id: 99 });
    expect(row).toMatchObject({ account_id: null, user_id: null });
  });

  it('names its requester by the field that holds the id in the product', async () => {
    const row = await exportedTicket({}, { user_field: 'product_id' });
    expect(row).toMatchObject({ user_id: '1007' });
  });

  it('that was merged into another one does not count again, and is counted as such', async () => {
    expect(await exportedTicket({ status: 'closed', tags: ['closed_by_merge'] })).toBeUndefined();
    expect(world.exported.record.tables.tickets?.notes).toEqual({
      'merged into another ticket, so it does not count again': 1,
    });
  });

  it('that was deleted is no row, and comes back when it is restored', async () => {
    expect(await exportedTicket({ status: 'deleted' })).toBeUndefined();
    world.face.ticket(1, '2026-11-02T12:00:00Z', { status: 'open' });
    world.vendor.now = '2026-11-03T03:00:00.000Z';
    await world.exported.export();
    expect(world.ticketIds()).toEqual(['1']);
  });

  it('takes metrics that come beside the tickets as well as those inside them', async () => {
    world = await openZendesk();
    world.face.ticket(1, at, { metric_set: undefined });
    world.vendor.faults.push({
      when: ({ path }) => path.endsWith('/tickets/cursor.json'),
      what: {
        body: {
          tickets: [world.face.ticketFields(1)],
          metric_sets: [{ ticket_id: 1, reopens: 3, replies: 4 }],
          ...{ after_cursor: 'x', end_of_stream: true },
        },
      },
    });
    await world.exported.export();
    expect(world.exported.rows('tickets')).toMatchObject([
      { reopened_count: '3', agent_replies: '4' },
    ]);
  });

  it('changed when the system changed it, of which its own time of change knows nothing', () => {
    const { identify, schema } = tickets(zendeskOptions.parse({}));
    const times = { created_at: '2026-10-01T00:00:00Z', updated_at: '2026-10-02T00:00:00Z' };
    const record = { id: 1, status: 'open', ...times, generated_timestamp: 1_759_536_000 };
    const seen = identify(schema.parse(record)).changedAt;
    expect(seen).toBe('2026-10-02T00:00:00.000Z');
    const later = identify(schema.parse({ ...record, generated_timestamp: 1_791_072_000 }));
    expect(later.changedAt).toBe('2026-10-04T00:00:00.000Z');
  });

  it('without metrics is a row all the same, and counted', async () => {
    expect(await exportedTicket({ metric_set: null })).toMatchObject({ agent_replies: null });
    expect(world.exported.record.tables.tickets?.notes).toEqual({
      'without metrics: replies and reopenings are unknown': 1,
    });
  });

  it('keeps a status, a channel and a type that nobody has told us of', async () => {
    const fields = { status: 'parked', via: { channel: 'hologram' }, type: 'riddle' };
    const row = await exportedTicket(fields);
    expect(row).toMatchObject({ status: 'parked', channel: 'hologram', category: 'riddle' });
  });

  it('keeps nothing that a person wrote', async () => {
    const row = await exportedTicket({ subject: 'My name is Jo', description: 'and I am sad' });
    expect(JSON.stringify(row)).not.toMatch(/Jo|sad/);
  });
});

describe('the category of a ticket', () => {
  it.each([
    ['its type', 'type', { type: 'incident' }, 'incident'],
    ['its form', 'form', { ticket_form_id: 9 }, '9'],
    ['a field', { field: 27642 }, {}, '745'],
    ['a field of several', { field: 5 }, { custom_fields: [{ id: 5, value: ['b', 'a'] }] }, 'a, b'],
    ['an empty field', { field: 5 }, { custom_fields: [{ id: 5, value: null }] }, null],
    ['the first tag that it has', { tags: ['bug', 'how_to'] }, { tags: ['how_to', 'bug'] }, 'bug'],
    ['none of the tags', { tags: ['bug'] }, { tags: null }, null],
  ])('is %s', async (_, category, fields, expected) => {
    expect(await exportedTicket(fields, { category })).toMatchObject({ category: expected });
  });

  it('has the name that the settings give it', async () => {
    const options = { category: 'form', category_names: { 9: 'Billing' } };
    expect(await exportedTicket({}, options)).toMatchObject({ category: 'Billing' });
  });
});
