import { afterEach, describe, expect, it } from 'vitest';
import { openZendesk, range, type ZendeskWorld } from './zendesk_world.ts';

let world: ZendeskWorld;
afterEach(() => world.close());

const at = '2026-10-05T08:00:00.000Z';

describe('an organisation of Zendesk', () => {
  it('is a link to the account whose id it holds, and to its domain', async () => {
    world = await openZendesk();
    world.face.organization(42, {
      external_id: 'A-1',
      domain_names: ['acme.example', 'b.example'],
    });
    await world.exported.export();
    expect(world.exported.rows('account_links')).toMatchObject([
      { source: 'zendesk', source_id: 'zendesk:42', account_id: 'A-1', domain: 'acme.example' },
    ]);
    expect(world.exported.rows('accounts')).toEqual([]);
    expect(world.exported.record.tables.account_links?.notes).toEqual({
      'organisation with several domains, of which the first is used': 1,
    });
  });

  it('holds the id of its account in the field that the settings name', async () => {
    world = await openZendesk({ options: { account_field: 'crm_id' } });
    world.face.organization(42);
    await world.exported.export();
    expect(world.exported.rows('account_links')).toMatchObject([{ account_id: '5001' }]);
  });

  it('is an account where Zendesk names accounts', async () => {
    world = await openZendesk({ namesAccounts: true });
    world.face.organization(42, { tags: ['vip'] });
    await world.exported.export();
    expect(world.exported.rows('accounts')).toMatchObject([
      { account_id: '42', name: 'Organisation 42', domain: 'acme.example', tags: '["vip"]' },
    ]);
    expect(world.exported.rows('account_links')).toEqual([]);
  });

  it('that is no longer listed was deleted or merged: its tickets name the one they went to', async () => {
    world = await openZendesk();
    for (const id of [42, 43]) world.face.organization(id);
    world.face.ticket(1, at);
    await world.exported.export();
    world.face.organizations.delete(42);
    world.face.ticket(1, '2026-11-02T12:00:00Z', { organization_id: 43 });
    world.vendor.now = '2026-11-03T03:00:00.000Z';
    await world.exported.export();
    expect(world.exported.rows('account_links')).toMatchObject([{ source_id: 'zendesk:43' }]);
    expect(world.exported.rows('tickets')).toMatchObject([{ account_id: 'zendesk:43' }]);
  });

  it('of which nothing is known leaves its tickets with its id, to be listed as unlinked', async () => {
    world = await openZendesk();
    world.face.ticket(1, at, { organization_id: 999 });
    await world.exported.export();
    expect(world.exported.rows('tickets')).toMatchObject([{ account_id: 'zendesk:999' }]);
  });

  it('is read by cursor, beyond the 10,000 that page numbers reach', async () => {
    world = await openZendesk();
    for (const id of range(250)) world.face.organization(id);
    await world.exported.export();
    const asked = world.asked('/api/v2/organizations.json');
    expect(asked.map(({ query }) => query.get('page[after]'))).toEqual([null, '100', '200']);
    expect(world.exported.rows('account_links')).toHaveLength(250);
  });
});

describe('the answer to a survey of Zendesk', () => {
  async function answer(fields: object, options: object = {}) {
    world = await openZendesk({ options });
    world.face.user(7, at);
    world.face.ticket(1, at);
    world.face.rating(5, 1, '2026-10-07T09:00:00Z', { ...fields });
    await world.exported.export();
    return world.exported.rows('survey_responses');
  }

  it('good is the top of its scale, for the account and the user of its ticket', async () => {
    expect(await answer({ score: 'good', comment: 'Thanks' })).toMatchObject([
      {
        ...{ response_id: '5', type: 'csat', score: '1', scale_min: '0', scale_max: '1' },
        ...{ higher_is_better: true, account_id: 'zendesk:42', user_id: 'u-7', comment: 'Thanks' },
        responded_at: '2026-10-07T09:00:00.000Z',
      },
    ]);
  });

  it.each(['bad', 'bad_with_comment', 'bad_without_comment'])('%s is the bottom', async (score) => {
    expect(await answer({ score })).toMatchObject([{ score: '0' }]);
  });

  it('is put on the scale of the other surveys', async () => {
    const csat = { good: 5, bad: 1, scale_min: 1, scale_max: 5 };
    expect(await answer({}, { csat })).toMatchObject([{ score: '5', scale_max: '5' }]);
  });

  it('is none as long as it is only asked for', async () => {
    expect(await answer({ score: 'offered' })).toEqual([]);
  });

  it('F2: that is changed after weeks is the changed one', async () => {
    await answer({ score: 'good' });
    world.face.rating(5, 1, '2026-10-07T09:00:00Z', {
      score: 'bad',
      updated_at: '2026-11-02T12:00:00Z',
    });
    world.vendor.now = '2026-11-03T03:00:00.000Z';
    await world.exported.export();
    expect(world.exported.rows('survey_responses')).toMatchObject([{ score: '0' }]);
  });

  it('F4: is read as a whole every time, since the list knows no time of change', async () => {
    await answer({});
    world.vendor.now = '2026-11-03T03:00:00.000Z';
    await world.exported.export();
    const asked = world.asked('/api/v2/satisfaction_ratings.json');
    expect(asked.map(({ query }) => query.get('start_time'))).toEqual([null, null]);
  });

  it('stays where its ticket was deleted, for it was given', async () => {
    await answer({});
    world.face.ticket(1, '2026-11-02T12:00:00Z', { status: 'deleted' });
    world.vendor.now = '2026-11-03T03:00:00.000Z';
    await world.exported.export();
    expect(world.ticketIds()).toEqual([]);
    expect(world.exported.rows('survey_responses')).toMatchObject([{ account_id: 'zendesk:42' }]);
  });

  it('about a ticket that nobody knows has no account, and is counted', async () => {
    world = await openZendesk();
    world.face.rating(5, 404, at);
    await world.exported.export();
    expect(world.exported.rows('survey_responses')).toMatchObject([{ account_id: null }]);
    expect(world.exported.record.tables.survey_responses?.notes).toEqual({
      'about a ticket that is not known, so without an account': 1,
    });
  });
});

describe('a user of Zendesk', () => {
  it('is nobody that is asked for, where a CRM keeps the contacts', async () => {
    world = await openZendesk();
    world.face.user(7, at);
    await world.exported.export();
    expect(world.asked('/api/v2/incremental/users/cursor.json')).toEqual([]);
    expect(world.exported.record.tables.contacts).toBeUndefined();
  });

  it('is a contact of its organisation where the settings say so; agents, suspended and deleted ones are not', async () => {
    world = await openZendesk({ options: { contacts: true } });
    world.face.user(7, at);
    world.face.user(8, at, { role: 'agent' });
    world.face.user(9, at, { suspended: true });
    world.face.user(10, at, { active: false });
    world.face.user(11, at, { organization_id: null });
    await world.exported.export();
    expect(world.exported.rows('contacts')).toMatchObject([
      { contact_id: '7', account_id: 'zendesk:42', email: 'jo7@example.com', created_at: at },
    ]);
    expect(world.exported.record.tables.contacts?.notes).toEqual({
      'suspended user': 1,
      'user outside any organisation': 1,
    });
  });

  it('whose tickets stay is suspended: what they asked was asked', async () => {
    world = await openZendesk();
    world.face.user(7, at, { suspended: true });
    world.face.ticket(1, at);
    await world.exported.export();
    expect(world.exported.rows('tickets')).toMatchObject([{ user_id: 'u-7' }]);
  });
});
