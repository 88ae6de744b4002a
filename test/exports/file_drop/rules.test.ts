import { describe, expect, it } from 'vitest';
import { failure, land, only } from './drop.ts';

type Rules = Record<string, unknown>;

/** Lands one CSV file as one table by column rules. */
const landAs = (table: string, csv: string, columns: Rules, more: object = {}) =>
  land(
    { 'export.csv': csv },
    { mapping: { tables: { [table]: { file: 'export.csv', columns, ...more } } } },
  );
const ticket = (csv: string, columns: Rules, more: object = {}) =>
  landAs('tickets', csv, { ticket_id: 'id', created_at: 'opened', ...columns }, more);

const period = {
  ...{ subscription_item_id: 'id', subscription_id: 'id', account_id: 'customer' },
  ...{ status: { constant: 'active' }, starts_on: 'start' },
};
const landPeriod = (csv: string, columns: Rules) =>
  landAs('subscription_periods', csv, { ...period, ...columns });

describe('a column rule', () => {
  it('renames, sets a constant, and leaves columns of equal names to map by themselves', async () => {
    const { rows } = await ticket('id,opened,priority\nt1,2024-01-02,high\n', {
      channel: { constant: 'e-mail' },
    });
    expect(only(rows.tickets, 'ticket_id', 'created_at', 'priority', 'channel')).toEqual([
      {
        ...{ ticket_id: 't1', created_at: '2024-01-02T00:00:00.000Z' },
        ...{ priority: 'high', channel: 'e-mail' },
      },
    ]);
  });

  it('translates words, with a default for the rest and emptiness left empty', async () => {
    const { rows } = await ticket(
      'id,opened,from\nt1,2024-01-02,ads\nt2,2024-01-02,tv\nt3,2024-01-02,\n',
      {
        channel: { from: 'from', values: { ads: 'paid' }, default: 'other' },
      },
    );
    expect(rows.tickets?.map((row) => row.channel)).toEqual(['paid', 'other', null]);
  });

  it('keeps words that it does not translate where no default is stated', async () => {
    const { rows } = await ticket('id,opened,from\nt1,2024-01-02,ads\nt2,2024-01-02,tv\n', {
      channel: { from: 'from', values: { ads: null } },
    });
    expect(rows.tickets?.map((row) => row.channel)).toEqual([null, 'tv']);
  });

  it('joins columns to an id, which is unknown where a part is', async () => {
    const { rows, rejects } = await landAs(
      'tickets',
      'team,no,opened\neu,7,2024-01-02\nus,,2024-01-02\n',
      { ticket_id: { concat: ['team', 'no'] }, created_at: 'opened' },
    );
    expect(only(rows.tickets, 'ticket_id')).toEqual([{ ticket_id: 'eu-7' }]);
    expect(only(rejects.tickets, 'line', 'reason')).toEqual([
      { line: 3, reason: 'ticket_id is required, but empty' },
    ]);
  });

  it('chooses by other columns', async () => {
    const { rows } = await ticket(
      'id,opened,urgent,level\nt1,2024-01-02,TRUE,3\nt2,2024-01-02,false,3\nt3,2024-01-02,1,1\n',
      {
        escalated_at: { when: { urgent: { is: true }, level: { in: [2, 3] } }, gives: 'opened' },
        status: {
          when: { urgent: { is: true } },
          gives: { constant: 'hot' },
          otherwise: { constant: 'calm' },
        },
      },
    );
    expect(only(rows.tickets, 'escalated_at', 'status')).toEqual([
      { escalated_at: '2024-01-02T00:00:00.000Z', status: 'hot' },
      { escalated_at: null, status: 'calm' },
      { escalated_at: null, status: 'hot' },
    ]);
  });

  it('adds a duration to a time, and is unknown where either is', async () => {
    const { rows } = await ticket(
      'id,opened,minutes\nt1,2024-01-02 10:00:00,74\nt2,2024-01-02,27.5\nt3,2024-01-02,\n',
      { first_response_at: { plus: { from: 'opened', minutes: 'minutes' } } },
    );
    expect(rows.tickets?.map((row) => row.first_response_at)).toEqual([
      '2024-01-02T11:14:00.000Z',
      '2024-01-02T00:27:30.000Z',
      null,
    ]);
  });

  it('adds a day to a last day, for ends are exclusive, whatever the zone', async () => {
    const { rows } = await land(
      { 'export.csv': 'id,customer,start,last\ns1,a1,01.02.2024,29.02.2024\n' },
      {
        mapping: {
          ...{ date_format: 'DD.MM.YYYY', time_zone: 'Europe/Berlin' },
          tables: {
            subscription_periods: {
              file: 'export.csv',
              columns: {
                ...period,
                ...{ currency: { constant: 'EUR' }, mrr_minor: { constant: 0 } },
                ends_on: { plus: { from: 'last', days: 1 } },
              },
            },
          },
        },
      },
    );
    expect(only(rows.subscription_periods, 'starts_on', 'ends_on')).toEqual([
      { starts_on: '2024-02-01', ends_on: '2024-03-01' },
    ]);
  });

  it('says that the source does not have a column, which is then unknown and reported', async () => {
    const { rows, table } = await landAs(
      'events',
      'event_id,account_id,event_name,occurred_at\ne1,a1,click,2024-01-02\n',
      { user_id: { unknown: true } },
    );
    expect(only(rows.events, 'user_id')).toEqual([{ user_id: null }]);
    expect(table('events').declaredUnknown).toEqual(['user_id']);
  });

  it('that names a column which is not there fails, also for a column that may be empty', async () => {
    const mapping = {
      tables: { tickets: { file: 'export.csv', columns: { ticket_id: 'id', category: 'topic' } } },
    };
    const message = await failure({ 'export.csv': 'id,created_at,topics\n' }, { mapping });
    expect(message).toContain('"topic" for category; is it "topics"?');
  });
});

describe('money', () => {
  it('in major units becomes minor units of the currency of its row', async () => {
    const { rows } = await landPeriod(
      'id,customer,start,price,currency\ns1,a1,2024-01-02,19.99,USD\ns2,a1,2024-01-02,1000,jpy\ns3,a1,2024-01-02,1.234,KWD\n',
      { mrr_minor: { money: { from: 'price', currency: 'currency' } } },
    );
    expect(only(rows.subscription_periods, 'mrr_minor', 'currency')).toEqual([
      { mrr_minor: '1999', currency: 'USD' },
      { mrr_minor: '1000', currency: 'JPY' },
      { mrr_minor: '1234', currency: 'KWD' },
    ]);
  });

  it('of a year becomes the MRR of a twelfth, to six places of a minor unit', async () => {
    const { rows } = await landPeriod('id,customer,start,price\ns1,a1,2024-01-02,2000\n', {
      currency: { constant: 'USD' },
      mrr_minor: { money: { from: 'price', currency: { constant: 'USD' }, per: 'year' } },
    });
    expect(only(rows.subscription_periods, 'mrr_minor')).toEqual([{ mrr_minor: '16666.666667' }]);
  });

  it('has its span from a column, and is rejected for a span that the mapping does not name', async () => {
    const { rows, rejects } = await landPeriod(
      'id,customer,start,price,every\ns1,a1,2024-01-02,120,annual\ns2,a1,2024-01-02,10,monthly\ns3,a1,2024-01-02,5,biweekly\n',
      {
        currency: { constant: 'USD' },
        mrr_minor: {
          money: {
            ...{ from: 'price', currency: { constant: 'USD' } },
            per: { from: 'every', values: { annual: 'year', monthly: 'month' } },
          },
        },
      },
    );
    expect(rows.subscription_periods?.map((row) => row.mrr_minor)).toEqual(['1000', '1000']);
    expect(rejects.subscription_periods?.[0]?.reason).toBe(
      'mrr_minor has an amount for a span that per does not name',
    );
  });

  it('is rejected, never rounded, where it is no whole number of minor units', async () => {
    const { rejects } = await landAs(
      'spend',
      'spent_on,category,cost\n2024-01-02,sales,19.999\n2024-01-02,sales,abc\n',
      {
        currency: { constant: 'USD' },
        amount_minor: { money: { from: 'cost', currency: { constant: 'USD' } } },
      },
    );
    expect(rejects.spend?.map((row) => row.reason)).toEqual([
      'amount_minor "19.999" is not a whole number of USD minor units',
      'amount_minor "abc" is not a plain amount in major units',
    ]);
  });

  it('of an unknown currency is rejected', async () => {
    const { rejects } = await landPeriod(
      'id,customer,start,price,currency\ns1,a1,2024-01-02,5,XYZ\n',
      {
        mrr_minor: { money: { from: 'price', currency: 'currency' } },
      },
    );
    expect(rejects.subscription_periods?.[0]?.reason).toContain('without an ISO 4217 currency');
  });

  it('can be written with a decimal comma', async () => {
    const { rows } = await land(
      { 'spend.csv': 'spent_on;category;cost\n2024-01-02;sales;"1.234,50"\n' },
      {
        mapping: {
          decimal_comma: true,
          tables: {
            spend: {
              file: 'spend.csv',
              columns: {
                currency: { constant: 'EUR' },
                amount_minor: { money: { from: 'cost', currency: { constant: 'EUR' } } },
              },
            },
          },
        },
      },
    );
    expect(only(rows.spend, 'amount_minor')).toEqual([{ amount_minor: '123450' }]);
  });
});

describe('a lookup', () => {
  const usage =
    'event_id,subscription_id,user_id,event_name,occurred_at\ne1,s1,u1,click,2024-01-02\ne2,s9,u1,click,2024-01-02\ne3,s2,u1,click,2024-01-02\n';
  const subscriptions = 'id,account_id\ns1,a1\ns2,a2\ns2,a3\n';
  const mapping = {
    tables: {
      events: {
        file: 'usage.csv',
        columns: {
          account_id: {
            lookup: { file: 'subs.csv', from: 'subscription_id', key: 'id', take: 'account_id' },
          },
        },
      },
    },
  };
  const files = { 'usage.csv': usage, 'subs.csv': subscriptions };

  it('takes a cell of another file, and the file counts as read', async () => {
    const { rows, table, unreadFiles } = await land(files, { mapping });
    expect(only(rows.events, 'event_id', 'account_id')).toEqual([
      { event_id: 'e1', account_id: 'a1' },
    ]);
    expect(table('events').files).toEqual(['usage.csv', 'subs.csv']);
    expect(unreadFiles).toEqual([]);
  });

  it('without a match, or with several, has the row rejected', async () => {
    const { rejects } = await land(files, { mapping });
    expect(only(rejects.events, 'line', 'reason')).toEqual([
      { line: 3, reason: 'account_id has no match for subscription_id in subs.csv' },
      { line: 4, reason: 'account_id has several matches for subscription_id in subs.csv' },
    ]);
  });

  it('into a file that is not there fails', async () => {
    expect(await failure({ 'usage.csv': usage }, { mapping })).toMatch(
      /^BadSettings: the mapping looks subscription_id up in "subs.csv", which is no CSV or JSONL file/,
    );
  });
});

describe('which rows are read', () => {
  it('is said by where, and what is left out is counted apart from what is rejected', async () => {
    const { rows, table } = await landAs(
      'survey_responses',
      'id,score,closed\nt1,4.0,2024-01-02\nt2,,2024-01-02\nt3,9,2024-01-02\n',
      {
        ...{ response_id: 'id', responded_at: 'closed', type: { constant: 'csat' } },
        ...{ scale_min: { constant: 1 }, scale_max: { constant: 5 } },
        higher_is_better: { constant: true },
      },
      { where: { score: { not_empty: true } } },
    );
    expect(only(rows.survey_responses, 'response_id', 'score', 'higher_is_better')).toEqual([
      { response_id: 't1', score: '4', higher_is_better: true },
    ]);
    expect(table('survey_responses')).toMatchObject({
      ...{ rows: 1, leftOut: 1, rejected: 1 },
      reasons: { 'score lies outside its scale, or the scale is empty': 1 },
    });
  });

  it('can be one per distinct canonical row', async () => {
    const { rows, table } = await landAs(
      'features',
      'used\nf1\nf2\nf1\n',
      { feature_id: 'used', name: 'used' },
      { distinct: true },
    );
    expect(only(rows.features, 'feature_id', '_line')).toEqual([
      { feature_id: 'f1', _line: 2 },
      { feature_id: 'f2', _line: 3 },
    ]);
    expect(table('features').leftOut).toBe(1);
  });
});

describe('the style of cells', () => {
  const csv = 'account_id,name,created_at,csm_assigned_at\na1,A,16-10-2024,10/17/2024 3:05 PM\n';

  it('of a spreadsheet is not guessed: dates are rejected with the cell and what to state', async () => {
    const { rejects } = await land({ 'accounts.csv': csv });
    expect(rejects.accounts?.[0]?.reason).toMatch(
      /created_at "16-10-2024" is not .* state date_format/,
    );
  });

  it('can be stated for the whole drop and otherwise for a column', async () => {
    const { rows } = await land(
      { 'accounts.csv': csv },
      {
        mapping: {
          ...{ date_format: 'DD-MM-YYYY', time_zone: 'UTC' },
          tables: {
            accounts: {
              file: 'accounts.csv',
              columns: {
                csm_assigned_at: {
                  ...{ from: 'csm_assigned_at', date_format: 'M/D/YYYY h:mm A' },
                  time_zone: 'America/New_York',
                },
              },
            },
          },
        },
      },
    );
    expect(only(rows.accounts, 'created_at', 'csm_assigned_at')).toEqual([
      { created_at: '2024-10-16T00:00:00.000Z', csm_assigned_at: '2024-10-17T19:05:00.000Z' },
    ]);
  });

  it('can have other words for true and false, for columns and for conditions', async () => {
    const { rows } = await land(
      { 'features.csv': 'feature_id,name,is_core\nf1,F,oui\nf2,G,non\n' },
      {
        mapping: {
          ...{ true_words: ['oui'], false_words: ['non'] },
          tables: { features: { file: 'features.csv', where: { is_core: { is: true } } } },
        },
      },
    );
    expect(only(rows.features, 'feature_id', 'is_core')).toEqual([
      { feature_id: 'f1', is_core: true },
    ]);
  });
});
