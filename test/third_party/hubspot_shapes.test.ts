import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HubspotWorld, hubspotWorld } from '../exports/hubspot/world.ts';

const data = resolve(import.meta.dirname, '../../../shared/data/dbt_hubspot');
const present = existsSync(data);
const why = present ? '' : ` (skipped: ${data} is not there)`;

type Cells = Readonly<Record<string, string>>;
const rowsOf = (name: string): readonly Cells[] =>
  parse(readFileSync(join(data, `${name}_data.csv`), 'utf8'), { columns: true, bom: true });

/** Warehouses write times without a zone, which is UTC. */
const instant = (text: string) => {
  const known = /^(\d{4}-\d{2}-\d{2}) (\d{1,2}):(\d{2}:\d{2})(\.\d{1,3})?/.exec(text);
  return known ? `${known[1]}T${known[2]?.padStart(2, '0')}:${known[3]}${known[4] ?? ''}Z` : text;
};

/** Columns `property_x` are the properties of the API's objects. */
const propertiesOf = (row: Cells): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name.startsWith('property_'))
      .map(([name, value]) => [name.slice(9), value === '' ? null : instant(value)]),
  );

describe.skipIf(!present)(`the rows of dbt_hubspot, as HubSpot would give them${why}`, () => {
  let world: HubspotWorld;
  beforeAll(async () => {
    world = await hubspotWorld({ options: { lead: { from: 'all' } } });
    fillRecords(world);
    fillDeals(world);
    fillLookups(world);
    await world.exported.export({ flushEvery: 100 });
  });
  afterAll(() => world.close());

  const rows = (table: string) => world.exported.rows(table);

  it('parses every record of every kind', () => {
    const { objects } = world.exported.record;
    const counts = Object.entries(objects).map(([name, { records, refused }]) => [
      name,
      { records, refused },
    ]);
    expect(Object.fromEntries(counts)).toMatchObject({
      companies: { records: 24, refused: 0 },
      // 22, and 3 that were merged into the first.
      contacts: { records: 25, refused: 0 },
      tickets: { records: 25, refused: 0 },
      meetings: { records: 100, refused: 0 },
      owners: { records: 100, refused: 0 },
      // Each with and without its pipeline; two stages belong to two pipelines.
      deals_stages: { records: 142, refused: 0 },
      tickets_stages: { records: 28, refused: 0 },
    });
  });

  it('makes companies accounts, one without a name by its id', () => {
    const names = rowsOf('company').map(
      ({ id, property_name }) => property_name || `HubSpot company ${id}`,
    );
    const made = rows('accounts').map(({ name }) => name);
    expect([...made].sort()).toEqual(names.sort());
  });

  it('counts the merged contacts once, and those without a company as leads alone', () => {
    const leads = rows('leads').map(({ lead_id }) => lead_id);
    expect(leads).toHaveLength(19);
    expect(leads).toContain('78971951');
    for (const merged of ['76340251', '46897301', '76226001']) expect(leads).not.toContain(merged);
    expect(rows('contacts')).toMatchObject([{ contact_id: '48722101', account_id: '2182162682' }]);
    expect(world.exported.record.tables.contacts?.notes).toMatchObject({
      'contacts without a company are left out': 18,
    });
  });

  it('keeps tickets whose company is not there, and tells how many', () => {
    const tickets = rows('tickets');
    expect(tickets).toHaveLength(25);
    expect(tickets.every(({ account_id }) => account_id === null)).toBe(true);
    expect(world.exported.record.tables.tickets?.notes['tickets without a company']).toBe(25);
    expect(tickets.find(({ ticket_id }) => ticket_id === '350123456')).toMatchObject({
      status: '4f5372f07271c52cf8420846e945323c',
      first_response_at: '2021-02-25T09:02:17.000Z',
    });
  });

  it('follows deals that were merged to their survivors, whose amounts count once', () => {
    const merged = rowsOf('merged_deal');
    const survivors = new Set(merged.map(({ deal_id }) => deal_id));
    const deals = rows('opportunities').map(({ opportunity_id }) => opportunity_id);
    for (const { merged_deal_id } of merged) expect(deals).not.toContain(merged_deal_id);
    expect(deals.filter((id) => survivors.has(String(id)))).toHaveLength(6);
  });

  it('gives the stages that a deal went through', () => {
    const staged = rowsOf('deal_stage');
    const history = rows('opportunity_history').filter(({ stage }) => stage !== null);
    expect(history).toHaveLength(staged.length);
    const [first] = staged;
    expect(history).toContainEqual(
      expect.objectContaining({
        opportunity_id: first?.deal_id,
        stage: first?.value,
        changed_at: '2021-01-07T06:49:18.000Z',
      }),
    );
  });

  it('makes meetings, a call, an e-mail and no to-dos activities', () => {
    const types = rows('activities').map(({ type }) => type);
    const count = (type: string) => types.filter((one) => one === type).length;
    expect([count('meeting'), count('call'), count('email'), types.length]).toEqual([
      100, 1, 1, 102,
    ]);
    expect(rows('activities').find(({ type }) => type === 'call')).toMatchObject({
      activity_id: 'call-19732910159',
      contact_id: '501',
      occurred_at: '2014-08-27T20:50:44.778Z',
    });
  });
});

const long = '2021-06-01T00:00:00.000Z';

function fillRecords({ face }: HubspotWorld): void {
  for (const [object, table, id] of [
    ['companies', 'company', 'id'],
    ['contacts', 'contact', 'id'],
    ['tickets', 'ticket', 'id'],
    ['calls', 'engagement_call', 'engagement_id'],
    ['emails', 'engagement_email', 'engagement_id'],
    ['tasks', 'engagement_task', 'engagement_id'],
  ] as const) {
    for (const row of rowsOf(table)) {
      face.put(object, row[id] ?? '', propertiesOf(row), long);
      const isDeleted = row.is_deleted ?? row._fivetran_deleted;
      if (isDeleted?.toLowerCase() === 'true') face.archive(object, row[id] ?? '', long);
    }
  }
  for (const row of rowsOf('engagement_meeting')) {
    const times = { hs_meeting_start_time: row.start_time, hs_meeting_end_time: row.end_time };
    const given = Object.entries(times).map(([name, time]) => [name, instant(time ?? '')]);
    face.put('meetings', row.engagement_id ?? '', Object.fromEntries(given), long);
  }
  face.put('contacts', '48722101', { associatedcompanyid: '2182162682' }, long);
  face.link('calls', '19732910159', 'contacts', '501');
}

function fillDeals({ face }: HubspotWorld): void {
  for (const row of rowsOf('deal')) {
    face.put('deals', row.deal_id ?? '', { ...propertiesOf(row), dealtype: 'newbusiness' }, long);
  }
  for (const { deal_id = '', date_entered = '', value = '' } of rowsOf('deal_stage')) {
    face.put('deals', deal_id, { dealstage: value }, instant(date_entered));
  }
  for (const { deal_id = '', merged_deal_id = '' } of rowsOf('merged_deal')) {
    const others = face.get('deals', deal_id)?.properties.hs_merged_object_ids;
    face.put('deals', merged_deal_id, { amount: '100' }, long);
    const ids = [others, merged_deal_id].filter((id) => id).join(';');
    face.put('deals', deal_id, { amount: '100', hs_merged_object_ids: ids }, long);
  }
}

function fillLookups({ face }: HubspotWorld): void {
  for (const { owner_id, email, first_name, last_name, updated_at } of rowsOf('owner')) {
    const owner = { id: owner_id, email, firstName: first_name, lastName: last_name };
    face.owners.push({ ...owner, updatedAt: instant(updated_at ?? '') });
  }
  for (const object of ['deal', 'ticket']) {
    face.pipelines[`${object}s`] = rowsOf(`${object}_pipeline_stage`).map((stage) => ({
      ...{ id: stage.pipeline_id, label: stage.pipeline_id },
      stages: [
        {
          ...{ id: stage.stage_id, label: stage.label },
          metadata: { isClosed: stage.is_closed?.toLowerCase(), probability: stage.probability },
        },
      ],
    }));
  }
}
