import { describe, expect, it } from 'vitest';
import { made, rowOf } from './mapped.ts';

const lookups = {
  owners: [
    {
      ...{ id: '7', firstName: 'Dana', lastName: 'Reyes' },
      teams: [
        { id: '2', name: 'Sales', primary: false },
        { id: '1', name: 'Kundenerfolg', primary: true },
      ],
    },
  ],
};
const at = '2026-10-10T10:00:00.000Z';
const given = (object: string, properties: Record<string, string | null>, links: object = {}) => ({
  ...{ object, companies: ['70'], contacts: ['11'], ...links },
  properties: { hs_timestamp: at, hubspot_owner_id: '7', ...properties },
});

describe('engagements as activities', () => {
  it('fills a meeting', () => {
    const options = { activity: { teams: { kundenerfolg: 'success' } } } as const;
    const meeting = given('meetings', {
      hs_meeting_start_time: '2026-10-10T12:00:00Z',
      hs_meeting_end_time: '2026-10-10T13:00:00Z',
      hs_meeting_outcome: 'COMPLETED',
    });
    expect(rowOf('activities', meeting, { options, lookups })).toEqual({
      activity_id: 'meeting-1',
      account_id: '70',
      contact_id: '11',
      lead_id: '11',
      owner: 'Dana Reyes',
      team: 'success',
      type: 'meeting',
      outcome: 'completed',
      occurred_at: '2026-10-10T12:00:00.000Z',
      ended_at: '2026-10-10T13:00:00.000Z',
    });
  });

  it.each([
    ['SCHEDULED', '2026-12-01T00:00:00Z', 'scheduled'],
    [null, '2026-12-01T00:00:00Z', 'scheduled'],
    ['SCHEDULED', at, 'scheduled'],
    ['RESCHEDULED', at, 'cancelled'],
    ['NO_SHOW', at, 'no_show'],
    ['CANCELED', at, 'cancelled'],
    ['Our own word', at, undefined],
    ['Our own word', '2026-12-01T00:00:00Z', 'scheduled'],
  ])('gives a meeting with outcome %s at %s the outcome %s', (said, starts, outcome) => {
    const meeting = given('meetings', {
      hs_meeting_outcome: said,
      hs_meeting_start_time: starts,
    });
    expect(rowOf('activities', meeting).outcome).toBe(outcome);
  });

  it('tells meetings that nobody gave an outcome, and counts them where the settings say so', () => {
    const meeting = given('meetings', { hs_meeting_outcome: 'SCHEDULED' });
    expect(made(meeting).notes.join()).toMatch(/are over and have no outcome/);
    const options = { activity: { past_meetings_took_place: true } };
    expect(rowOf('activities', meeting, { options }).outcome).toBe('completed');
  });

  it('finds our types by the meeting’s type or title', () => {
    const options = {
      activity: { types: { 'Business review': 'qbr' }, titles: { Kickoff: 'kickoff' } },
    } as const;
    const type = (properties: Record<string, string>) =>
      rowOf('activities', given('meetings', properties), { options }).type;
    expect(type({ hs_activity_type: 'business REVIEW' })).toBe('qbr');
    expect(type({ hs_activity_type: 'Check in' })).toBe('check_in');
    expect(type({ hs_meeting_title: 'Acme kickoff!' })).toBe('kickoff');
    expect(type({ hs_activity_type: 'Coffee' })).toBe('meeting');
  });

  it.each([
    [{ hs_call_status: 'COMPLETED' }, 'completed'],
    [{ hs_call_status: 'NO_ANSWER' }, 'no_show'],
    [{ hs_call_status: 'CANCELED' }, 'cancelled'],
    [{ hs_call_status: 'RINGING' }, 'scheduled'],
    [
      { hs_call_status: 'COMPLETED', hs_call_disposition: '73a0d17f-1163-4015-bdd5-ec830791da20' },
      'no_show',
    ],
    [{ hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' }, 'completed'],
    [{}, undefined],
  ])('gives a call with %o the outcome %s', (properties, outcome) => {
    expect(rowOf('activities', given('calls', properties)).outcome).toBe(outcome);
  });

  it('fills direction and end of a call', () => {
    const call = given('calls', { hs_call_direction: 'INBOUND', hs_call_duration: '90000' });
    expect(rowOf('activities', call)).toMatchObject({
      activity_id: 'call-1',
      direction: 'inbound',
      ended_at: '2026-10-10T10:01:30.000Z',
    });
  });

  it.each([
    [{ hs_email_direction: 'EMAIL', hs_email_status: 'SENT' }, 'outbound', 'completed'],
    [{ hs_email_direction: 'INCOMING_EMAIL' }, 'inbound', undefined],
    [{ hs_email_direction: 'FORWARDED_EMAIL' }, undefined, undefined],
    [{ hs_email_status: 'BOUNCED' }, undefined, 'cancelled'],
  ])('reads an e-mail with %o', (properties, direction, outcome) => {
    const row = rowOf('activities', given('emails', properties));
    expect([row.type, row.direction, row.outcome]).toEqual(['email', direction, outcome]);
  });

  it('knows e-mails that a machine sent', () => {
    const is = (properties: Record<string, string>) =>
      rowOf('activities', given('emails', properties)).is_automated;
    expect(is({ hs_sequence_id: '5' })).toBe(true);
    expect(is({ hs_object_source: 'AUTOMATION_PLATFORM' })).toBe(true);
    expect(is({ hs_object_source: 'CRM_UI' })).toBe(false);
  });

  it('tells words that HubSpot does not document, and leaves them unknown', () => {
    const { rows, notes } = made(given('emails', { hs_email_direction: 'SIDEWAYS' }));
    expect(rows[0]).not.toHaveProperty('direction');
    expect(notes).toEqual(['activities: emails: hs_email_direction has an unknown value']);
  });

  it('counts tasks of the types that are touches, once they are done', () => {
    const task = (type: string, status: string) =>
      given('tasks', {
        ...{ hs_task_type: type, hs_task_status: status },
        hs_task_completion_date: '2026-10-12T10:00:00Z',
      });
    expect(rowOf('activities', task('CALL', 'COMPLETED'))).toMatchObject({
      ...{ activity_id: 'task-1', type: 'call', outcome: 'completed', direction: 'outbound' },
      occurred_at: '2026-10-12T10:00:00.000Z',
    });
    expect(rowOf('activities', task('EMAIL', 'NOT_STARTED'))).toMatchObject({
      ...{ type: 'email', outcome: 'scheduled', occurred_at: at },
    });
    expect(made(task('TODO', 'COMPLETED')).rows).toEqual([]);
  });

  it('keeps the contact of what no account is known of, and tells it', () => {
    const { rows, notes } = made(given('calls', {}, { companies: [] }));
    expect(rows[0]).toMatchObject({ contact_id: '11' });
    expect(rows[0]).not.toHaveProperty('account_id');
    expect(notes).toContain('activities: activities without a company');
  });

  it('refuses an activity of no time, with its id', () => {
    const { refused } = made(given('calls', { hs_timestamp: null }));
    expect(refused).toEqual([
      { table: 'activities', id: 'call-1', refused: 'occurred_at is not known to HubSpot' },
    ]);
  });
});
