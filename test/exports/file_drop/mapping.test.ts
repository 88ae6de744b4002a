import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../../lambdas/exports/file_drop/mapping.ts';

const message = (stated: unknown) => {
  try {
    parseMapping(typeof stated === 'string' ? stated : JSON.stringify(stated), 'mapping.json');
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'accepted';
};
const withRule = (rule: unknown, column = 'csm', table = 'accounts') =>
  message({ source: 'x', tables: { [table]: { file: 'a.csv', columns: { [column]: rule } } } });

describe('a mapping file', () => {
  it('needs no more than the name of its source', () => {
    expect(parseMapping('{"source":"crm"}', 'm')).toMatchObject({ source: 'crm', tables: {} });
  });

  it('that is no JSON is refused with the line', () => {
    expect(message('{\n "source": "x",\n}')).toMatch(
      /^BadSettings: mapping.json is not JSON: .*\(line 3\)/,
    );
  });

  it('is refused with every mistake, each with its place', () => {
    const text = message({
      source: 'My CRM',
      as_of: '2025-02-30',
      csv: { delimiter: ':' },
      time_zone: 'Mars/Olympus',
      tabels: {},
    });
    expect(text).toMatch(/^BadSettings: mapping.json is no valid mapping; correct\n/);
    expect(text).toContain('  source: name the source in small letters');
    expect(text).toContain('  as_of: write a date YYYY-MM-DD');
    expect(text).toContain('  csv.delimiter: ');
    expect(text).toContain('  time_zone: not an IANA time zone');
    expect(text).toContain('  the file: Unrecognized key: "tabels"');
  });

  it('that names a table or a column that does not exist is refused with the name probably meant', () => {
    expect(message({ source: 'x', tables: { acounts: { file: 'a.csv' } } })).toContain(
      'tables.acounts: there is no table "acounts"; did you mean "accounts"?',
    );
    expect(withRule('account', 'acount_id')).toContain(
      'tables.accounts[0].columns.acount_id: accounts has no column "acount_id"; did you mean "account_id"?',
    );
  });

  it('is refused where a rule is of no kind, of two, or has a word that its kind does not know', () => {
    expect(withRule(7)).toContain(
      'columns.csm: name a column of the file, or write exactly one of',
    );
    expect(withRule({ from: 'a', constant: 'b' })).toContain('exactly one of');
    expect(withRule({ from: 'a', value: {} })).toContain('columns.csm: Unrecognized key: "value"');
    expect(withRule({ when: { a: {} }, gives: 'b' })).toContain(
      'columns.csm.when.a: state exactly one of equals, in, is, empty, not_empty',
    );
    expect(withRule({ when: { a: { is: true } }, gives: { frm: 'b' } })).toContain(
      'columns.csm.gives: ',
    );
    expect(withRule({ lookup: { file: 'b.csv', from: 'id' } })).toContain(
      'columns.csm.lookup.take: ',
    );
  });

  it('is refused where a date format is none, or two of them read one cell as two days', () => {
    expect(withRule({ from: 'a', date_format: 'DD-QQ-YYYY' }, 'created_at')).toContain(
      'date_format: "DD-QQ-YYYY" is no date format',
    );
    expect(withRule({ from: 'a', date_format: 'DD-MM' }, 'created_at')).toContain(
      'is no date format',
    );
    expect(message({ source: 'x', date_format: ['DD/MM/YYYY', 'MM/DD/YYYY'] })).toContain(
      'two of the formats read one cell as different days',
    );
    expect(message({ source: 'x', date_format: ['DD.MM.YYYY', 'DD.MM.YYYY HH:mm'] })).toBe(
      'accepted',
    );
  });

  it('cannot call a key unknown', () => {
    expect(withRule({ unknown: true }, 'account_id')).toContain('is part of the key of accounts');
    expect(withRule({ unknown: true }, 'starts_on', 'subscription_periods')).toContain(
      'is part of the key',
    );
    expect(withRule({ unknown: true }, 'name')).toBe('accepted');
  });

  it('can use money, spans and durations only where the column holds such', () => {
    const money = { from: 'a', currency: { constant: 'USD' } };
    expect(withRule({ money })).toContain('only *_minor columns hold');
    expect(withRule({ money: { ...money, per: 'year' } }, 'value_minor', 'contracts')).toContain(
      'per makes a monthly amount, which only mrr_minor holds',
    );
    expect(
      withRule({ money: { ...money, per: 'decade' } }, 'mrr_minor', 'subscription_periods'),
    ).toContain('columns.mrr_minor.money.per: state one of day, week, month');
    expect(withRule({ plus: { from: 'a', hours: 1 } })).toContain('plus gives a date or a time');
    expect(withRule({ plus: { from: 'a' } }, 'created_at')).toContain(
      'exactly one of seconds, minutes, hours, days',
    );
  });
});
