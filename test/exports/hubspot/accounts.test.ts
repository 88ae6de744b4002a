import { describe, expect, it } from 'vitest';
import { day, made, rowOf } from './mapped.ts';

const owner = { id: '7', firstName: 'Dana', lastName: 'Reyes', email: 'dana@us.example' };
const lookups = { owners: [owner, { id: '8', email: 'only@us.example', archived: true }] };
const company = (properties: Record<string, string | null>) => ({
  object: 'companies',
  properties,
});

describe('companies as accounts', () => {
  it('fills an account from HubSpot’s own properties', () => {
    const given = company({
      name: 'Acme',
      domain: 'acme.com',
      industry: 'COMPUTER_SOFTWARE',
      country: 'Germany',
      createdate: '2024-03-01T10:00:00.123Z',
      closedate: '2024-06-01T10:00:00Z',
      hs_parent_company_id: '99',
      hs_analytics_source: 'ORGANIC_SEARCH',
      hubspot_owner_id: '7',
      hubspot_owner_assigneddate: '2025-01-01T00:00:00Z',
    });
    expect(rowOf('accounts', given, { lookups })).toEqual({
      account_id: '1',
      name: 'Acme',
      domain: 'acme.com',
      industry: 'COMPUTER_SOFTWARE',
      country: 'Germany',
      created_at: '2024-03-01T10:00:00.123Z',
      closed_won_at: '2024-06-01T10:00:00.000Z',
      parent_account_id: '99',
      acquisition_channel: 'organic_search',
      csm: 'Dana Reyes',
      csm_assigned_at: '2025-01-01T00:00:00.000Z',
    });
  });

  it('fills the rest from the properties that the settings name', () => {
    const options = {
      company: {
        ...{ segment: 'tier', region: 'sales_region', tags: 'labels', csm: 'success_manager' },
        ...{ csm_assigned_at: 'manager_since', stage_entered_at: 'stage_since' },
        ...{
          onboarding_model: 'onboarding',
          onboarding_models: { 'High Touch': 'white_glove' } as const,
        },
        ...{ lifecycle_stage: 'journey', lifecycle_stages: { Live: 'adoption' } as const },
      },
    };
    const given = company({
      ...{ name: 'Acme', tier: 'Enterprise', sales_region: 'DACH', labels: 'vip;beta' },
      ...{ success_manager: 'Kim Lee', manager_since: '2025-02-01', onboarding: 'high touch' },
      ...{ journey: 'live', stage_since: '1735689600000' },
    });
    expect(rowOf('accounts', given, { options, lookups })).toMatchObject({
      segment: 'Enterprise',
      region: 'DACH',
      tags: '["vip","beta"]',
      csm: 'Kim Lee',
      csm_assigned_at: '2025-02-01T00:00:00.000Z',
      onboarding_model: 'white_glove',
      lifecycle_stage: 'adoption',
      stage_entered_at: '2025-01-01T00:00:00.000Z',
    });
  });

  it('takes a value that is ours already without an entry, and tells one that is none', () => {
    const options = { company: { lifecycle_stage: 'journey' } };
    const of = (journey: string) => made(company({ name: 'Acme', journey }), { options });
    expect(of('Value Realization').rows[0]).toMatchObject({ lifecycle_stage: 'value_realization' });
    const unknown = of('Limbo');
    expect(unknown.rows[0]).not.toHaveProperty('lifecycle_stage');
    expect(unknown.notes).toEqual([
      'accounts: companies: journey holds values that the setting exports.hubspot.company.lifecycle_stages does not name',
    ]);
  });

  it('names an owner who left, by e-mail where no name is known, and tells one that is unknown', () => {
    const of = (hubspot_owner_id: string) =>
      made(company({ name: 'Acme', hubspot_owner_id }), { lookups });
    expect(of('8').rows[0]).toMatchObject({ csm: 'only@us.example' });
    expect(of('9').rows[0]).not.toHaveProperty('csm');
    expect(of('9').notes).toEqual([
      'accounts: hubspot_owner_id names an owner that HubSpot does not list',
    ]);
  });

  it('names a company without a name by its domain, else by its id', () => {
    expect(rowOf('accounts', company({ domain: 'acme.com' }))).toMatchObject({ name: 'acme.com' });
    const nameless = made(company({ name: null }));
    expect(nameless.rows[0]).toMatchObject({ name: 'HubSpot company 1', created_at: day });
    expect(nameless.notes).toEqual(['accounts: companies without a name are named by their id']);
  });

  it('links companies where another source names the accounts', () => {
    const options = { company: { external_id: 'billing_id' } };
    const given = company({ name: 'Acme', domain: 'acme.com', billing_id: 'cus_1' });
    const { rows } = made(given, { options, namesAccounts: false });
    expect(rows).toMatchObject([
      { table: 'account_links', source_id: '1', account_id: 'cus_1', domain: 'acme.com' },
    ]);
  });
});

describe('contacts as people and leads', () => {
  const contact = (properties: Record<string, string | null>) => ({
    object: 'contacts',
    properties,
  });

  it('fills a contact', () => {
    const options = { contact: { seniority: 'level', left_at: 'left_on' } };
    const given = contact({
      ...{ firstname: 'Zoë', lastname: 'Ω', email: 'zoe@acme.com', associatedcompanyid: '70' },
      ...{ createdate: '2025-05-05T05:05:05Z', hs_buying_role: 'END_USER;CHAMPION' },
      ...{ level: 'VP', left_on: '2026-01-31' },
    });
    expect(rowOf('contacts', given, { options })).toEqual({
      contact_id: '1',
      account_id: '70',
      name: 'Zoë Ω',
      email: 'zoe@acme.com',
      persona: 'champion',
      seniority: 'VP',
      created_at: '2025-05-05T05:05:05.000Z',
      left_at: '2026-01-31T00:00:00.000Z',
    });
  });

  it('tells a buying role that no setting names, and knows those that are no persona', () => {
    const of = (role: string) =>
      made(contact({ associatedcompanyid: '70', hs_buying_role: role })).notes;
    expect(of('INFLUENCER;OTHER')).toEqual([]);
    expect(of('WIZARD')).toEqual([
      'contacts: contacts: hs_buying_role holds values that the setting exports.hubspot.contact.personas does not name',
    ]);
  });

  it('leaves out a contact without a company, and tells it', () => {
    const { rows, notes } = made(contact({ email: 'a@b.c' }));
    expect(rows).toEqual([]);
    expect(notes).toEqual(['contacts: contacts without a company are left out']);
  });

  it('fills a lead, with the account that it became', () => {
    const given = contact({
      ...{ createdate: '2026-01-01T00:00:00Z', associatedcompanyid: '70' },
      ...{ lifecyclestage: 'customer', hs_analytics_source: 'PAID_SEARCH' },
      hs_lifecyclestage_marketingqualifiedlead_date: '2026-01-02T00:00:00Z',
      hs_lifecyclestage_salesqualifiedlead_date: '2026-01-03T00:00:00Z',
      hs_lifecyclestage_customer_date: '2026-01-04T00:00:00Z',
      hs_analytics_first_touch_converting_campaign: 'Spring',
    });
    expect(rowOf('leads', given)).toEqual({
      lead_id: '1',
      created_at: '2026-01-01T00:00:00.000Z',
      channel: 'paid_search',
      campaign: 'Spring',
      mql_at: '2026-01-02T00:00:00.000Z',
      sql_at: '2026-01-03T00:00:00.000Z',
      converted_at: '2026-01-04T00:00:00.000Z',
      converted_account_id: '70',
    });
  });

  it('takes the employees of customers for leads only where the settings say so', () => {
    const tables = (lifecyclestage: string, from: 'lifecycle' | 'all' | 'none') =>
      made(contact({ lifecyclestage }), { options: { lead: { from } } }).rows.length;
    expect(tables('customer', 'lifecycle')).toBe(0);
    expect(tables('opportunity', 'lifecycle')).toBe(1);
    expect(tables('customer', 'all')).toBe(1);
    expect(tables('opportunity', 'none')).toBe(0);
  });
});
