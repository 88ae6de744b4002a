import { afterEach, describe, expect, it } from 'vitest';
import { openZendesk, range, type ZendeskWorld } from './zendesk_world.ts';

let world: ZendeskWorld;
afterEach(() => world.close());

const at = '2026-10-05T08:00:00.000Z';
const audit = (id: number, created_at: string, events: readonly object[]) => ({
  ...{ id, ticket_id: 1, created_at, author_id: 1, metadata: {}, events },
});
const escalated = () => world.exported.rows('tickets')[0]?.escalated_at;

describe('the escalation of a ticket of Zendesk', () => {
  it('is not known where nothing says what makes one', async () => {
    world = await openZendesk();
    world.face.ticket(1, at, { priority: 'urgent', tags: ['escalated'] });
    await world.exported.export();
    expect(escalated()).toBeNull();
    expect(world.asked('/api/v2/tickets/1/audits')).toEqual([]);
  });

  it('is dated by the field that holds it', async () => {
    world = await openZendesk({ options: { escalation: { field: 8 } } });
    world.face.ticket(1, at, { custom_fields: [{ id: 8, value: '2026-10-06' }] });
    await world.exported.export();
    expect(escalated()).toBe('2026-10-06T00:00:00.000Z');
  });

  it.each([
    ['its tag, given as a list', { field_name: 'tags', value: ['vip', 'escalated'] }],
    ['its tag, given as words', { field_name: 'tags', value: 'vip escalated' }],
    ['its priority', { field_name: 'priority', value: 'urgent', previous_value: 'normal' }],
  ])('is dated by the first change to %s', async (_, event) => {
    const escalation = { tags: ['escalated'], priorities: ['urgent'] };
    world = await openZendesk({ options: { escalation } });
    world.face.ticket(1, at, { priority: 'urgent', tags: ['escalated'] });
    world.face.audits.set(1, [
      audit(1, at, [{ type: 'Create', field_name: 'subject', value: 'escalated' }]),
      audit(2, '2026-10-06T10:00:00Z', [
        { type: 'Comment', body: 'escalated' },
        { type: 'Change', ...event },
      ]),
      audit(3, '2026-10-07T10:00:00Z', [{ type: 'Change', ...event }]),
    ]);
    await world.exported.export();
    expect(escalated()).toBe('2026-10-06T10:00:00.000Z');
  });

  it('is looked for beyond the first page of changes', async () => {
    world = await openZendesk({ options: { escalation: { priorities: ['high'] } } });
    world.face.ticket(1, at, { priority: 'high' });
    const before = range(150).map((id) => audit(id, at, [{ type: 'Comment', body: 'no' }]));
    const change = { type: 'Change', field_name: 'priority', value: 'high' };
    world.face.audits.set(1, [...before, audit(151, '2026-10-08T10:00:00Z', [change])]);
    await world.exported.export();
    expect(escalated()).toBe('2026-10-08T10:00:00.000Z');
  });

  it('F26: of a ticket that is gone when it is asked for is unknown, and no failure', async () => {
    world = await openZendesk({ options: { escalation: { tags: ['escalated'] } } });
    world.face.ticket(1, at, { tags: ['escalated'] });
    await world.exported.export();
    expect(world.asked('/api/v2/tickets/1/audits')).toHaveLength(1);
    expect(world.ticketIds()).toEqual(['1']);
    expect(escalated()).toBeNull();
  });
});
