import { afterEach, describe, expect, it } from 'vitest';
import { idOf, type Opened, type OpenedOptions, openSalesforce } from './opened.ts';

const open: Opened[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

type Records = Readonly<Record<string, readonly object[]>>;

/** Rows that these records become; what they do not say is made up. */
async function mapped(records: Records, options: OpenedOptions = {}) {
  const org = await openSalesforce({ only: Object.keys(records), pollsPerJob: 0, ...options });
  open.push(org);
  for (const [object, list] of Object.entries(records))
    for (const [n, record] of list.entries())
      org.put(object, { Id: idOf('a00', n), Name: `${object} ${n}`, ...record });
  await org.one.export();
  return org.one;
}

/** Cells of a row that hold something, without those that every row has. */
function cells(row: Readonly<Record<string, unknown>> | undefined) {
  const { source: _, source_updated_at: __, ...others } = row ?? {};
  return Object.fromEntries(Object.entries(others).filter(([, cell]) => cell !== null));
}

const at = '2026-10-05T14:30:00.000Z';
const acme = idOf('001', 1);
const zoe = idOf('005', 1);
const users = [{ Id: zoe, Name: 'Zoe', Department: 'Customer Success' }];

describe('Account → accounts', () => {
  const Account = [
    {
      ...{ Id: acme, Name: 'Acme', OwnerId: zoe, Industry: 'Retail', BillingCountry: 'DE' },
      ...{ Website: 'https://www.acme.example/shop', AccountSource: 'Web', CreatedDate: at },
      ...{ ParentId: idOf('001', 9), Segment__c: 'Mid-Market', Stage__c: 'Value Realization' },
      ...{ Labels__c: 'a;b', Manager__c: 'Yann', Since__c: '2026-09-01', Ext__c: 'c-7' },
    },
  ];

  it('takes what the standard fields say, and the owner for the manager', async () => {
    const one = await mapped({ User: users, Account });
    expect(cells(one.rows('accounts')[0])).toEqual({
      ...{ account_id: acme, name: 'Acme', parent_account_id: idOf('001', 9), csm: 'Zoe' },
      ...{ domain: 'acme.example', industry: 'Retail', country: 'DE', acquisition_channel: 'Web' },
      created_at: at,
    });
  });

  it('takes what the company’s own fields say', async () => {
    const account = {
      ...{ segment: 'Segment__c', lifecycle_stage: 'Stage__c', stage_entered_at: 'Since__c' },
      ...{ tags: 'Labels__c', csm: 'Manager__c', csm_assigned_at: 'Since__c' },
    };
    const one = await mapped({ Account }, { settings: { account } });
    expect(one.rows('accounts')[0]).toMatchObject({
      ...{ segment: 'Mid-Market', lifecycle_stage: 'value_realization', csm: 'Yann' },
      ...{ stage_entered_at: '2026-09-01T10:00:00.000Z', tags: '["a","b"]' },
    });
  });

  it('links to the accounts of another system where that one names them', async () => {
    const one = await mapped(
      { Account: [...Account, { Id: idOf('001', 2), IsDeleted: 'true', MasterRecordId: acme }] },
      {
        settings: { account: { external_id: 'Ext__c' } },
        exports: { accounts_from: ['hubspot'] },
      },
    );
    expect(one.rows('accounts')).toEqual([]);
    expect(one.rows('account_links').map(cells)).toEqual([
      { source_id: acme, account_id: 'c-7', domain: 'acme.example' },
    ]);
  });

  it('refuses an account without a name, and leaves out one that is in the recycle bin', async () => {
    const one = await mapped({
      Account: [
        { Id: acme, Name: null },
        { Id: idOf('001', 2), IsDeleted: 'true' },
        { Id: idOf('001', 3) },
      ],
    });
    expect(one.rows('accounts').map((row) => row.account_id)).toEqual([idOf('001', 3)]);
    expect(one.record.tables.accounts?.refused).toEqual({ 'Account: it has no name': 1 });
  });
});

describe('Contact → contacts, Lead → leads', () => {
  it('takes a contact with its persona and the day it left; a private one is counted', async () => {
    const Contact = [
      { Id: idOf('003', 1), AccountId: acme, Email: 'j@acme.example', Role__c: 'Decision Maker' },
      { Id: idOf('003', 2), AccountId: null },
      { Id: idOf('003', 3), AccountId: acme, IsDeleted: 'true', MasterRecordId: idOf('003', 1) },
    ].map((one) => ({ CreatedDate: at, Left__c: '2026-10-01T08:00:00.000+0000', ...one }));
    const contact = { persona: 'Role__c', left_at: 'Left__c' };
    const one = await mapped({ Contact }, { settings: { contact } });
    expect(one.rows('contacts').map(cells)).toEqual([
      {
        ...{ contact_id: idOf('003', 1), account_id: acme, name: 'Contact 0' },
        ...{ email: 'j@acme.example', persona: 'decision_maker', created_at: at },
        left_at: '2026-10-01T08:00:00.000Z',
      },
    ]);
    expect(one.record.tables.contacts?.notes).toEqual({
      'Contact: private, without an account; left out': 1,
    });
  });

  it('dates a conversion on its day, and not before the lead was there', async () => {
    const Lead = [
      { Id: idOf('00Q', 1), CreatedDate: at, ConvertedDate: '2026-10-05', Mql__c: '2026-10-06' },
      { Id: idOf('00Q', 2), CreatedDate: at, ConvertedDate: '2026-10-07', Mql__c: 'soon' },
    ].map((one) => ({ LeadSource: 'Web', ConvertedAccountId: acme, ...one }));
    const one = await mapped({ Lead }, { settings: { lead: { mql_at: 'Mql__c' } } });
    expect(one.rows('leads').map(cells)).toEqual([
      {
        ...{ lead_id: idOf('00Q', 1), created_at: at, channel: 'Web', converted_at: at },
        ...{ converted_account_id: acme, mql_at: '2026-10-06T10:00:00.000Z' },
      },
      {
        ...{ lead_id: idOf('00Q', 2), created_at: at, channel: 'Web', converted_account_id: acme },
        converted_at: '2026-10-07T10:00:00.000Z',
      },
    ]);
    expect(one.record.tables.leads?.notes).toEqual({
      'Lead: Mql__c cannot be read; its column stays empty': 1,
    });
  });
});

describe('Opportunity → opportunities', () => {
  const deal = (n: number, more: object) => ({
    ...{ Id: idOf('006', n), AccountId: acme, Type: 'New Business', CreatedDate: at },
    ...{ CurrencyIsoCode: 'EUR', CloseDate: '2026-12-31', IsClosed: 'false', IsWon: 'false' },
    ...more,
  });

  it('has minor units of its currency, exactly', async () => {
    const amounts = [
      ['EUR', '1234.5'],
      ['JPY', '1.2E7'],
      ['KWD', '0.1005'],
      ['EUR', '0.0'],
      ['EUR', '-12.34'],
      ['EUR', '99999999999999.99'],
      ['XXQ', '1'],
    ] as const;
    const Opportunity = amounts.map(([CurrencyIsoCode, Amount], n) =>
      deal(n, { CurrencyIsoCode, Amount }),
    );
    const one = await mapped({ Opportunity });
    expect(one.rows('opportunities').map(({ amount_minor }) => amount_minor)).toEqual([
      ...['123450', '12000000', '101', '0', '-1234', '9999999999999999', null],
    ]);
    expect(one.record.tables.opportunities?.notes).toEqual({
      'Opportunity: Amount is no amount of a known currency': 1,
    });
  });

  it('takes the settings’ currency where the organisation has one only, and guesses none', async () => {
    const without = { Opportunity: ['CurrencyIsoCode'] };
    const Opportunity = [deal(1, { Amount: '10' })];
    const known = await mapped({ Opportunity }, { without, settings: { currency: 'USD' } });
    expect(known.rows('opportunities')[0]).toMatchObject({ amount_minor: '1000', currency: 'USD' });
    const unknown = await mapped({ Opportunity }, { without });
    expect(unknown.rows('opportunities')[0]).toMatchObject({ amount_minor: null, currency: null });
    expect(Object.keys(unknown.record.tables.opportunities?.notes ?? {})).toEqual([
      'Opportunity: an amount without a currency; name it in exports.salesforce.currency',
    ]);
  });

  it('closes on its close date, in every zone from Hawaii to New Zealand', async () => {
    const Opportunity = [
      deal(1, { IsClosed: 'true', IsWon: 'true' }),
      deal(2, { IsClosed: 'true' }),
      deal(3, { IsClosed: 'true', CloseDate: at.slice(0, 10) }),
      deal(4, { CloseDate: '2026-11-30' }),
    ];
    const one = await mapped({ Opportunity });
    const closed = one.rows('opportunities').map((row) => [row.closed_at, row.is_won]);
    expect(closed).toEqual([
      ['2026-12-31T10:00:00.000Z', true],
      ['2026-12-31T10:00:00.000Z', false],
      // Won on the day on which it was written down.
      [at, false],
      [null, null],
    ]);
    for (const timeZone of ['Pacific/Honolulu', 'Europe/Berlin', 'Pacific/Auckland'])
      expect(new Date(`${closed[0]?.[0]}`).toLocaleDateString('en-CA', { timeZone })).toBe(
        '2026-12-31',
      );
    expect(one.rows('opportunities')[3]?.expected_close_on).toBe('2026-11-30');
  });

  it('is of the type that the settings or known words say, else of the one named, and counted', async () => {
    const words = ['existing customer - upgrade', 'Verlängerung', 'Cross-Sell', 'Pilot', null];
    const Opportunity = words.map((Type, n) => deal(n, { Type }));
    const opportunity = { types: { verlängerung: 'renewal', 'Cross-Sell': 'upsell' } };
    const one = await mapped({ Opportunity }, { settings: { opportunity } });
    const types = ['upsell', 'renewal', 'upsell', 'new_business', 'new_business'];
    expect(one.rows('opportunities').map(({ type }) => type)).toEqual(types);
    expect(Object.values(one.record.tables.opportunities?.notes ?? {})).toEqual([1, 1]);
  });

  it('has the states that its history says, the last one of a second', async () => {
    const state = (n: number, more: object) => ({
      ...{ Id: idOf('008', n), OpportunityId: idOf('006', 1), CreatedDate: at },
      ...{
        CurrencyIsoCode: 'EUR',
        CloseDate: '2026-12-31',
        Amount: '10',
        ForecastCategory: 'Forecast',
      },
      ...more,
    });
    const one = await mapped({
      Opportunity: [deal(1, { ForecastCategoryName: 'Best Case' }), deal(2, { IsDeleted: 'true' })],
      OpportunityHistory: [
        state(1, { StageName: 'Prospecting', CreatedDate: '2026-09-01T00:00:00.000Z' }),
        state(2, { StageName: 'Proposal' }),
        state(3, { StageName: 'Negotiation', ForecastCategory: 'BestCase', Amount: '20' }),
        state(4, { OpportunityId: idOf('006', 2) }),
        state(5, { OpportunityId: idOf('006', 3) }),
      ],
    });
    expect(one.rows('opportunities')[0]?.forecast_category).toBe('best_case');
    const history = one.rows('opportunity_history').map(cells);
    expect(history.map((row) => [row.opportunity_id, row.changed_at, row.stage])).toEqual([
      [idOf('006', 1), '2026-09-01T00:00:00.000Z', 'Prospecting'],
      [idOf('006', 1), at, 'Negotiation'],
      // A deal that was never seen: its history harms nothing and is counted.
      [idOf('006', 3), at, undefined],
    ]);
    expect(history[0]).toMatchObject({ forecast_category: 'commit', amount_minor: '1000' });
    expect(history[1]).toMatchObject({ forecast_category: 'best_case', amount_minor: '2000' });
    expect(one.record.tables.opportunity_history?.notes).toEqual({
      'OpportunityHistory: of a deal that was not read': 1,
    });
  });
});

describe('Case → tickets', () => {
  it('is solved when it was closed, and not once it is open again', async () => {
    const Case = [
      {
        ...{ Id: idOf('500', 1), Status: 'Closed', Priority: 'High', Reason: 'Billing' },
        ...{ ClosedDate: '2026-10-06T00:00:00.000Z', Origin: 'Web', Replies__c: '3.0' },
        First__c: '2026-10-05T15:00:00.000Z',
      },
      {
        Id: idOf('500', 2),
        Status: 'In Progress',
        Reason: null,
        Type: 'Problem',
        ClosedDate: null,
      },
    ].map((one) => ({ AccountId: acme, CreatedDate: at, ...one }));
    const settings = { case: { first_response_at: 'First__c', agent_replies: 'Replies__c' } };
    const one = await mapped({ Case }, { settings });
    expect(one.rows('tickets').map(cells)).toEqual([
      {
        ...{ ticket_id: idOf('500', 1), account_id: acme, created_at: at, status: 'closed' },
        ...{ priority: 'high', category: 'Billing', channel: 'web', agent_replies: '3' },
        ...{ first_response_at: '2026-10-05T15:00:00.000Z', solved_at: '2026-10-06T00:00:00.000Z' },
      },
      {
        ...{ ticket_id: idOf('500', 2), account_id: acme, created_at: at, status: 'in_progress' },
        category: 'Problem',
      },
    ]);
  });
});

describe('Task and Event → activities', () => {
  it('takes calls and e-mails for touchpoints, a to-do for none', async () => {
    const Task = [
      { Id: idOf('00T', 1), TaskSubtype: 'Call', CallType: 'Outbound', WhoId: idOf('003', 1) },
      { Id: idOf('00T', 2), TaskSubtype: 'ListEmail', WhoId: idOf('00Q', 1) },
      { Id: idOf('00T', 3), TaskSubtype: 'Task', Type: 'QBR', IsClosed: 'false' },
      { Id: idOf('00T', 4), TaskSubtype: 'Task' },
      { Id: idOf('00T', 5), TaskSubtype: 'Call', Type: 'Internal sync' },
      { Id: idOf('00T', 6), TaskSubtype: 'Call', IsRecurrence: 'true' },
    ].map((one) => ({
      ...{ AccountId: acme, OwnerId: zoe, ActivityDate: '2026-10-09', IsClosed: 'true' },
      ...{ CompletedDateTime: at, Status: 'Completed', ...one },
    }));
    const activity = { types: { 'internal sync': 'none' } };
    const one = await mapped({ User: users, Task }, { settings: { activity } });
    const common = { account_id: acme, owner: 'Zoe', team: 'success' };
    const done = { ...common, outcome: 'completed', occurred_at: at };
    expect(one.rows('activities').map(cells)).toEqual([
      {
        ...{ ...done, activity_id: idOf('00T', 1), type: 'call', direction: 'outbound' },
        contact_id: idOf('003', 1),
      },
      {
        ...{ ...done, activity_id: idOf('00T', 2), type: 'email', is_automated: true },
        lead_id: idOf('00Q', 1),
      },
      {
        ...{ ...common, activity_id: idOf('00T', 3), type: 'qbr', outcome: 'scheduled' },
        occurred_at: '2026-10-09T10:00:00.000Z',
      },
    ]);
    expect(one.record.tables.activities?.notes).toEqual({
      'Task: of no type that touches a customer': 1,
    });
  });

  it('takes events for meetings: held before the cut-off, scheduled after it', async () => {
    const Event = [
      { Id: idOf('00U', 1) },
      { Id: idOf('00U', 2), StartDateTime: '2026-11-09T09:00:00.000Z', EndDateTime: null },
      { Id: idOf('00U', 3), Type: 'Call', Missed__c: 'true' },
      { Id: idOf('00U', 4), IsAllDayEvent: 'true', ActivityDate: '2026-10-20' },
      { Id: idOf('00U', 5), IsChild: 'true' },
      { Id: idOf('00U', 6), IsDeleted: 'true' },
    ].map((one) => ({ StartDateTime: at, EndDateTime: '2026-10-05T15:00:00.000Z', ...one }));
    const settings = { activity: { no_show: 'Missed__c' } };
    const one = await mapped({ Event }, { settings });
    const rows = one.rows('activities');
    expect(rows.map((row) => [row.type, row.outcome, row.occurred_at, row.ended_at])).toEqual([
      ['meeting', 'completed', at, '2026-10-05T15:00:00.000Z'],
      ['meeting', 'scheduled', '2026-11-09T09:00:00.000Z', null],
      ['call', 'no_show', at, '2026-10-05T15:00:00.000Z'],
      ['meeting', 'completed', '2026-10-20T10:00:00.000Z', null],
    ]);
  });
});

describe('Contract → contracts', () => {
  it('ends on the day after its last one, or after so many months', async () => {
    const Contract = [
      { Id: idOf('800', 1), StartDate: '2026-01-01', EndDate: '2026-12-31', Value__c: '1200' },
      { Id: idOf('800', 2), StartDate: '2026-01-31', EndDate: null, ContractTerm: '1.0' },
      { Id: idOf('800', 3), StartDate: '2027-03-01', EndDate: '2028-02-28', ContractTerm: '12' },
      { Id: idOf('800', 4), StartDate: null, Status: 'Draft' },
    ].map((one) => ({ AccountId: acme, Status: 'Activated', CurrencyIsoCode: 'EUR', ...one }));
    const one = await mapped({ Contract }, { settings: { contract: { value: 'Value__c' } } });
    const rows = one.rows('contracts');
    expect(rows.map((row) => [row.starts_on, row.ends_on, row.value_minor])).toEqual([
      ['2026-01-01', '2027-01-01', '120000'],
      ['2026-01-31', '2026-02-28', null],
      ['2027-03-01', '2028-02-29', null],
    ]);
    expect(one.record.tables.contracts?.notes).toMatchObject({
      'Contract: without an account or a term, as drafts are; left out': 1,
    });
  });
});
