import { describe, expect, it } from 'vitest';
import { made, rowOf } from './mapped.ts';

const stage = (id: string, label: string, metadata: object, pipeline = 'default') => ({
  ...{ id, label, metadata },
  pipeline: { id: pipeline, label: pipeline === 'default' ? 'Sales' : 'Renewals' },
});
const lookups = {
  deals_stages: [
    stage('s1', 'Proposal', { isClosed: 'false', probability: '0.4' }),
    stage('s2', 'Won', { isClosed: 'true', probability: '1.0' }),
    stage('s3', 'Lost', { isClosed: 'true', probability: '0.0' }),
    stage('r1', 'Up for renewal', { isClosed: 'false' }, '77'),
    // One id in two pipelines, and as it is found without either.
    stage('s2', 'Renewed', { isClosed: 'true', probability: '1' }, '77'),
    { ...stage('s1', 'Proposal', {}), pipeline: null },
    { ...stage('s2', 'Won', {}), pipeline: null },
  ],
  account_info: [{ portalId: 1, timeZone: 'Europe/Berlin', companyCurrency: 'EUR' }],
};
const deal = (properties: Record<string, string | null>, more: object = {}) => ({
  object: 'deals',
  properties,
  ...more,
});

describe('deals as opportunities', () => {
  it('fills an open one', () => {
    const given = deal(
      {
        ...{ dealstage: 's1', pipeline: 'default', amount: '1200.5', deal_currency_code: 'USD' },
        ...{ dealtype: 'newbusiness', createdate: '2026-01-01T00:00:00Z' },
        ...{ closedate: '2026-03-31T22:30:00Z', hs_is_closed: 'false' },
        ...{ hs_manual_forecast_category: 'BEST_CASE', hs_analytics_source: 'REFERRALS' },
      },
      { companies: ['70', '71'], contacts: ['11'] },
    );
    expect(rowOf('opportunities', given, { lookups })).toEqual({
      opportunity_id: '1',
      account_id: '70',
      lead_id: '11',
      type: 'new_business',
      stage: 'Proposal',
      amount_minor: '120050',
      currency: 'USD',
      created_at: '2026-01-01T00:00:00.000Z',
      // The last minutes of the 31st in UTC are the 1st where the company is.
      expected_close_on: '2026-04-01',
      forecast_category: 'best_case',
      channel: 'referrals',
    });
  });

  it('takes a stage for that of the deal’s pipeline', () => {
    const label = (pipeline: string) =>
      rowOf('opportunities', deal({ dealstage: 's2', pipeline }), { lookups }).stage;
    expect([label('default'), label('77'), label('gone')]).toEqual(['Won', 'Renewed', 'Won']);
  });

  it.each([
    [{ dealstage: 's2', pipeline: 'default' }, true],
    [{ dealstage: 's3', pipeline: 'default' }, false],
    [{ dealstage: 'gone', hs_is_closed: 'true', hs_is_closed_won: 'true' }, true],
    [{ dealstage: 'gone', hs_is_closed: 'true', hs_is_closed_won: 'false' }, false],
    [{ dealstage: 's1' }, undefined],
    [{ dealstage: 'gone' }, undefined],
  ])('closes %o with won: %s', (properties, isWon) => {
    const given = deal({ ...properties, closedate: '2026-03-01T00:00:00Z' });
    const row = rowOf('opportunities', given, { lookups });
    expect([row.is_won, row.closed_at]).toEqual(
      isWon === undefined ? [undefined, undefined] : [isWon, '2026-03-01T00:00:00.000Z'],
    );
  });

  it.each([
    [{ dealtype: 'newbusiness' }, 'new_business'],
    [{ dealtype: 'existingbusiness' }, 'upsell'],
    [{ dealtype: 'Cross sell' }, 'cross_sell'],
    [{ dealtype: 'newbusiness', dealstage: 'r1', pipeline: '77' }, 'renewal'],
  ])('takes %o for %s', (properties, type) => {
    const types = {
      newbusiness: 'new_business',
      existingbusiness: 'upsell',
      'Cross sell': 'cross_sell',
    };
    const options = { deal: { types, pipelines: { Renewals: 'renewal' } } } as never;
    expect(rowOf('opportunities', deal(properties), { lookups, options }).type).toBe(type);
  });

  it.each([{}, { dealtype: 'barter' }])('takes %o for new business, and tells it', (properties) => {
    const { rows, notes } = made(deal(properties), { lookups });
    expect(rows[0]).toMatchObject({ type: 'new_business' });
    expect(notes.join()).toMatch(/count as new_business: exports.hubspot.deal.types/);
  });

  it.each([
    ['1000', 'JPY', '1000'],
    ['1000.5', 'JPY', '1001'],
    ['1.2345', 'KWD', '1235'],
    ['0', 'USD', '0'],
    ['-5', 'USD', '-500'],
    [null, 'USD', undefined],
    ['7', null, '700'],
  ])('counts %s %s as %s minor units', (amount, currency, minor) => {
    const given = deal({ amount, deal_currency_code: currency });
    const row = rowOf('opportunities', given, { lookups });
    expect([row.amount_minor, row.currency]).toEqual([minor, currency ?? 'EUR']);
  });

  it('leaves an amount unknown whose currency nobody says, and tells it', () => {
    const { rows, notes } = made(deal({ amount: '5', dealtype: 'newbusiness' }));
    expect(rows[0]).not.toHaveProperty('amount_minor');
    expect(notes).toContain(
      'opportunities: deals whose amount has no currency: state exports.hubspot.deal.currency',
    );
  });

  it('gives a row for every moment at which a deal changed', () => {
    const given = deal(
      { amount: '200', deal_currency_code: 'USD', dealtype: 'newbusiness' },
      {
        history: {
          dealstage: [
            ['2026-02-01T00:00:00Z', 's2'],
            ['2026-01-01T00:00:00Z', 's1'],
          ],
          amount: [
            ['2026-02-01T00:00:00Z', '200'],
            ['2026-01-15T00:00:00Z', 'n/a'],
            ['2026-01-10T00:00:00Z', '100'],
          ],
          closedate: [['2026-01-10T00:00:00Z', '2026-03-31T10:00:00Z']],
          hs_manual_forecast_category: [
            ['2026-01-20T00:00:00Z', null],
            ['2026-01-01T00:00:00Z', 'OMIT'],
          ],
        },
      },
    );
    const { rows, refused } = made(given, { lookups });
    const history = rows
      .filter(({ table }) => table === 'opportunity_history')
      .map((row) => [
        String(row.changed_at).slice(0, 10),
        ...[row.stage, row.amount_minor, row.expected_close_on, row.forecast_category],
      ]);
    expect(history).toEqual([
      ['2026-01-01', 'Proposal', undefined, undefined, 'omitted'],
      ['2026-01-10', 'Proposal', '10000', '2026-03-31', 'omitted'],
      ['2026-02-01', 'Won', '20000', '2026-03-31', undefined],
    ]);
    expect(refused).toEqual([
      {
        table: 'opportunity_history',
        id: '1 2026-01-15T00:00:00.000Z',
        refused: 'history of deals: amount is no plain number',
      },
      {
        table: 'opportunity_history',
        id: '1 2026-01-20T00:00:00.000Z',
        refused: 'history of deals: amount is no plain number',
      },
    ]);
  });
});
