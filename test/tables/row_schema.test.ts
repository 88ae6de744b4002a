import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTable } from '../../lambdas/tables/catalogue.ts';
import { canonicalReading, type Reading } from '../../lambdas/tables/cells/reading.ts';
import { optional, required, table } from '../../lambdas/tables/column.ts';
import { problemsOf, rowSchema } from '../../lambdas/tables/row_schema.ts';

const kinds = table({
  name: 'kinds',
  grain: 'kind',
  key: ['text'],
  columns: {
    text: optional.text('text'),
    integer: optional.integer('integer'),
    mrr: { type: 'mrr', required: false, doc: 'mrr' },
    number: optional.number('number'),
    boolean: optional.boolean('boolean'),
    date: optional.date('date'),
    instant: optional.instant('instant'),
    tags: optional.tags('tags'),
    tone: required.text('tone', { values: ['good', 'bad'] }),
    currency: optional.text('currency'),
  },
});

type Outcome = { value: unknown } | { says: string };

function read(column: string, cell: unknown, reading: Partial<Reading> = {}): Outcome {
  const schema = rowSchema(kinds, { reading: { ...canonicalReading, ...reading } });
  const parsed = schema.safeParse({ tone: 'good', [column]: cell });
  if (parsed.success) return { value: parsed.data[column] };
  return {
    says: problemsOf(parsed.error)
      .map((one) => `${one.column} ${one.says}`)
      .join('; '),
  };
}
const value = (column: string, cell: unknown, reading?: Partial<Reading>) => {
  const outcome = read(column, cell, reading);
  return 'value' in outcome ? outcome.value : outcome.says;
};
const refused = (column: string, cell: unknown, reading?: Partial<Reading>) =>
  'says' in read(column, cell, reading);

describe('a canonical row', () => {
  it('has every column of its table, and null where the source has none', () => {
    const parsed = rowSchema(kinds).parse({ tone: 'good' });
    expect(Object.keys(parsed)).toEqual([
      ...['source', 'source_updated_at', 'is_deleted'],
      ...Object.keys(kinds.columns),
    ]);
    expect(Object.values(parsed).filter((cell) => cell !== null)).toEqual(['good']);
  });

  it('takes an empty or blank cell for unknown, never for zero', () => {
    for (const column of Object.keys(kinds.columns).filter((name) => name !== 'tone'))
      for (const cell of ['', '  \t', null, undefined]) expect(value(column, cell)).toBeNull();
  });

  it('keeps text as it is except for the white space around it', () => {
    expect(value('text', '  Müller & Söhne \n GmbH ')).toBe('Müller & Söhne \n GmbH');
    expect(value('text', 42)).toBe('42');
    expect(value('text', true)).toBe('true');
  });

  it('drops what would make the landed file unreadable: NUL bytes and halves of emoji', () => {
    expect(value('text', 'a\0b')).toBe('ab');
    expect(value('text', 'ab\ud83d')).toBe('ab\ufffd');
    expect(value('text', '👋 ok')).toBe('👋 ok');
  });

  it('refuses a JSON object in a cell', () => {
    expect(value('text', { a: 1 })).toContain('holds an object');
  });
});

describe('a whole number', () => {
  it('is digits, also where the source writes 1200.0', () => {
    expect(value('integer', '1200')).toBe('1200');
    expect(value('integer', '1200.0')).toBe('1200');
    expect(value('integer', '-007')).toBe('-7');
    expect(value('integer', 1200)).toBe('1200');
  });

  it('holds 64 bits to the last digit and nothing beyond', () => {
    expect(value('integer', '9223372036854775807')).toBe('9223372036854775807');
    expect(value('integer', '-9223372036854775808')).toBe('-9223372036854775808');
    expect(refused('integer', '9223372036854775808')).toBe(true);
  });

  it('is refused as a fraction, a word, with thousands parted or with an exponent', () => {
    for (const cell of ['1.5', 'n/a', '1,200', '1e3', '0x10', '']) {
      if (cell) expect(value('integer', cell)).toBe('integer is not a whole number');
    }
  });

  it('is refused where a JSON number is too large to have stayed exact', () => {
    expect(value('integer', 2 ** 53)).toContain('inexact');
  });

  it('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (whole) => {
        expect(value('integer', String(whole))).toBe(String(whole));
      }),
    );
  });
});

describe('a decimal number', () => {
  it('stays exact where floating point would not', () => {
    expect(value('mrr', '16666.666667')).toBe('16666.666667');
    expect(value('mrr', '12345678901234.123456')).toBe('12345678901234.123456');
    expect(value('number', '0.1')).toBe('0.1');
    expect(value('number', '-0.0')).toBe('0');
    expect(value('number', '.5')).toBe('0.5');
  });

  it('is rounded half up beyond the six places that the engines keep', () => {
    expect(value('number', '4.33333333333333')).toBe('4.333333');
    expect(value('number', '0.0000005')).toBe('0.000001');
    expect(value('number', '-0.0000005')).toBe('-0.000001');
  });

  it('is refused with an exponent, as NaN, or beyond what DECIMAL(20,6) and DECIMAL(18,6) hold', () => {
    for (const cell of ['1e3', 'NaN', 'Infinity', '12,5', '.', '1.2.3', '1e308'])
      expect(refused('number', cell), cell).toBe(true);
    expect(refused('mrr', '100000000000000')).toBe(true);
    expect(refused('number', '1000000000000')).toBe(true);
  });

  it('can be written with a decimal comma where the mapping says so', () => {
    const reading = { decimalComma: true };
    expect(value('number', '1.234.567,89', reading)).toBe('1234567.89');
    expect(value('number', '12,5', reading)).toBe('12.5');
    expect(value('integer', '1.200', reading)).toBe('1200');
    expect(refused('number', '12.5', reading)).toBe(true);
  });
});

describe('a truth value', () => {
  it('is true, 1 or yes, and false, 0 or no, in any case', () => {
    for (const cell of ['true', 'TRUE', '1', 'Yes', true, 1])
      expect(value('boolean', cell)).toBe(true);
    for (const cell of ['false', 'False', '0', 'NO', false, 0])
      expect(value('boolean', cell)).toBe(false);
  });

  it('is refused as any other word', () => {
    expect(value('boolean', 'maybe')).toBe('boolean is none of false, 0, no, true, 1, yes');
  });

  it('can have other words where the mapping replaces them', () => {
    const reading = { trueWords: ['oui'], falseWords: ['non'] };
    expect(value('boolean', 'OUI', reading)).toBe(true);
    expect(refused('boolean', 'yes', reading)).toBe(true);
  });
});

describe('a calendar date', () => {
  it('is a real day written YYYY-MM-DD', () => {
    expect(value('date', '2024-02-29')).toBe('2024-02-29');
    for (const cell of ['2023-02-29', '2024-04-31', '2024-13-01', '2024-1-5', '0000-01-01'])
      expect(refused('date', cell), cell).toBe(true);
  });

  it('may be written as its midnight, as databases do, and at no other time of day', () => {
    for (const cell of [
      '2024-02-29T00:00:00Z',
      '2024-02-29 00:00:00',
      '2024-02-29 00:00:00.000+00:00',
    ])
      expect(value('date', cell), cell).toBe('2024-02-29');
    for (const cell of ['2024-02-29T00:00:01Z', '2024-02-29T00:00:00+01:00', '2024-02-30 00:00:00'])
      expect(refused('date', cell), cell).toBe(true);
  });

  it('is refused, with what to do, as a spreadsheet writes it', () => {
    for (const cell of ['16-10-2024', '16/10/2024', '10/16/2024', '45581'])
      expect(value('date', cell)).toMatch(/not a calendar date YYYY-MM-DD; .* state date_format/);
  });

  it('can have a format that the mapping states, and no other then', () => {
    const reading = { dateFormats: ['DD-MM-YYYY', 'D MMM YYYY'] };
    expect(value('date', '05-10-2024', reading)).toBe('2024-10-05');
    expect(value('date', '5 oct 2024', reading)).toBe('2024-10-05');
    expect(value('date', '2024-10-05', reading)).toBe(
      'date is not a date as stated (DD-MM-YYYY, D MMM YYYY)',
    );
    expect(refused('date', '31-02-2024', reading)).toBe(true);
  });
});

describe('an instant', () => {
  it('is UTC with milliseconds, however its zone is written', () => {
    for (const cell of [
      '2024-10-16T09:30:00Z',
      '2024-10-16T11:30:00+02:00',
      '2024-10-16 05:30:00-0400',
      '2024-10-16 11:30:00.000+02',
      '2024-10-16 09:30:00 UTC',
    ])
      expect(value('instant', cell), cell).toBe('2024-10-16T09:30:00.000Z');
  });

  it('is read as UTC without a zone, and a date alone as its midnight', () => {
    expect(value('instant', '2024-10-16 09:30:00')).toBe('2024-10-16T09:30:00.000Z');
    expect(value('instant', '2024-10-16 09:30:00.123456')).toBe('2024-10-16T09:30:00.123Z');
    expect(value('instant', '2024-10-16T09:30')).toBe('2024-10-16T09:30:00.000Z');
    expect(value('instant', '2024-10-16')).toBe('2024-10-16T00:00:00.000Z');
  });

  it('is refused where clock or calendar do not have it, or where its unit would be guessed', () => {
    for (const cell of [
      '2024-10-16 24:00:00',
      '2024-10-16 09:60:00',
      '2024-02-30T00:00:00Z',
      '1729071000',
      '16-10-2024',
    ])
      expect(refused('instant', cell), cell).toBe(true);
  });

  it('without a zone is wall time of the zone that the mapping states, summer and winter', () => {
    const reading = { timeZone: 'Europe/Berlin' };
    expect(value('instant', '2024-07-01 12:00:00', reading)).toBe('2024-07-01T10:00:00.000Z');
    expect(value('instant', '2024-12-01', reading)).toBe('2024-11-30T23:00:00.000Z');
    expect(value('instant', '2024-07-01T12:00:00Z', reading)).toBe('2024-07-01T12:00:00.000Z');
  });

  it('that the clock shows twice is the second, and one that it skips is moved on', () => {
    const reading = { timeZone: 'Europe/Berlin' };
    expect(value('instant', '2024-10-27 02:30:00', reading)).toBe('2024-10-27T01:30:00.000Z');
    expect(value('instant', '2024-03-31 02:30:00', reading)).toBe('2024-03-31T01:30:00.000Z');
  });

  it('can have a format with a time of day, an afternoon or a count of seconds', () => {
    const us = { dateFormats: ['M/D/YYYY h:mm A'], timeZone: 'America/New_York' };
    expect(value('instant', '7/4/2024 1:05 PM', us)).toBe('2024-07-04T17:05:00.000Z');
    expect(value('instant', '7/4/2024 12:05 am', us)).toBe('2024-07-04T04:05:00.000Z');
    expect(refused('instant', '7/4/2024 13:05 PM', us)).toBe(true);
    expect(value('instant', '16.10.2024 09:30', { dateFormats: ['DD.MM.YYYY HH:mm'] })).toBe(
      '2024-10-16T09:30:00.000Z',
    );
    expect(value('instant', '1729071000', { dateFormats: ['unix_seconds'] })).toBe(
      '2024-10-16T09:30:00.000Z',
    );
    expect(value('instant', '1729071000123', { dateFormats: ['unix_milliseconds'] })).toBe(
      '2024-10-16T09:30:00.123Z',
    );
  });

  it('comes back as it was, whatever it is', () => {
    const dates = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        expect(value('instant', date.toISOString())).toBe(date.toISOString());
      }),
    );
  });
});

describe('tags', () => {
  it('are a JSON array, or texts parted by semicolons', () => {
    expect(value('tags', '["vip", "eu"]')).toBe('["vip","eu"]');
    expect(value('tags', 'vip; eu ;')).toBe('["vip","eu"]');
    expect(value('tags', ['vip', 'eu'])).toBe('["vip","eu"]');
  });

  it('are refused as a broken array', () => {
    for (const cell of ['["vip"', '[{"a":1}]']) expect(refused('tags', cell), cell).toBe(true);
  });
});

describe('the rules of a table', () => {
  it('refuse a required column that is empty, unless the source is said not to have it', () => {
    expect(value('tone', ' ')).toBe('tone is required, but empty');
    expect(rowSchema(kinds, { unknown: ['tone'] }).parse({}).tone).toBeNull();
  });

  it('refuse a value outside a closed list and name the list', () => {
    expect(value('tone', 'so-so')).toMatch(/^tone is none of good, bad; /);
  });

  it('refuse what is no currency, and take usd for USD', () => {
    expect(value('currency', 'usd')).toBe('USD');
    expect(value('currency', 'US Dollar')).toBe('currency is no ISO 4217 currency');
  });

  it('hold across columns: a span does not end before it starts', () => {
    const periods = findTable('subscription_periods');
    if (!periods) throw new Error('no such table');
    const row = {
      ...{ subscription_item_id: 'i', subscription_id: 's', account_id: 'a', currency: 'USD' },
      ...{ mrr_minor: '100', status: 'active', starts_on: '2024-02-01' },
    };
    expect(rowSchema(periods).safeParse({ ...row, ends_on: '2024-02-01' }).success).toBe(true);
    const parsed = rowSchema(periods).safeParse({ ...row, ends_on: '2024-01-31' });
    expect(parsed.error && problemsOf(parsed.error)).toEqual([
      { column: undefined, says: 'ends_on is before starts_on' },
    ]);
  });

  it('name the cell at fault, but not where it is a name, an address or a comment', () => {
    const contacts = table({
      ...{ name: 'people', grain: 'person', key: ['email'] },
      columns: {
        email: required.text('address', { values: ['x'] }),
        seats: optional.integer('seats'),
      },
    });
    const parsed = rowSchema(contacts).safeParse({ email: 'ada@example.com', seats: 'many' });
    const problems = parsed.error ? problemsOf(parsed.error) : [];
    expect(problems.map(({ cell }) => cell)).toEqual([undefined, 'many']);
  });
});
