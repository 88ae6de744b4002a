import { describe, expect, it } from 'vitest';
import { openBoth } from './both.ts';

const { onDuckDb, onTrino } = await openBoth('meanings');

type Text = string | null;

const borders = [
  ...['2026-03-28 22:59:59.999', '2026-03-29 00:59:59', '2026-03-29 22:00:00'],
  ...['2026-10-24 22:00:00', '2026-10-25 22:59:59.999', '2026-10-25 23:00:00'],
  ...['2026-11-01 03:59:59', '2026-11-01 05:00:00', '1999-12-31 18:30:00', '1950-06-30 23:30:00'],
];
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'];

/** Expressions of two texts `a` and `b`, and texts that a query could meet there. */
const meanings: Readonly<Record<string, readonly [string, readonly (readonly Text[])[]]>> = {
  'complete days between dates': [
    `date_diff('day', cast(a as date), cast(b as date))`,
    pairs('2026-01-31', '2026-02-28', '2024-02-29', '1969-12-31'),
  ],
  'complete days between times': [
    `date_diff('day', cast(a as timestamp), cast(b as timestamp))`,
    pairs('2026-03-01 23:30:00', '2026-03-02 00:30:00', '2026-03-02 23:30:00'),
  ],
  'complete months between dates': [
    `date_diff('month', cast(a as date), cast(b as date))`,
    pairs('2026-01-31', '2026-02-28', '2026-03-30', '2025-12-15', '2024-02-29'),
  ],
  'milliseconds between times': [
    `date_diff('millisecond', cast(a as timestamp), cast(b as timestamp))`,
    pairs('1969-12-31 23:59:59.999', '2026-10-25 01:00:00.001', '2026-10-25 00:59:59'),
  ],
  'days added to a date': [
    `date_add('day', cast(b as bigint), cast(a as date))`,
    ['0', '1', '2', '-59', '365', null].map((days) => ['2024-02-28', days]),
  ],
  'days added to a time': [
    `cast(a as timestamp) + interval '1' day * cast(b as bigint)`,
    borders.flatMap((at) => ['14', '-1'].map((days) => [at, days])),
  ],
  'days taken from a time': [`cast(a as timestamp) - interval '90' day`, one(borders)],
  'the day of an instant in a zone': [
    `cast(at_timezone(with_timezone(cast(a as timestamp), 'UTC'), b) as date)`,
    borders.flatMap((at) => zones.map((zone) => [at, zone])),
  ],
  'the day of a time': [`cast(cast(a as timestamp) as date)`, one(borders)],
  'the text of a date': [`cast(cast(a as date) as varchar)`, one(['2024-02-29', '0999-01-01'])],
  'a part of a text': [
    `split_part(a, '@', 2)`,
    one(['x@y', 'x@', 'x', '', '@', 'x@y@z', '@y', null]),
  ],
  'a text in small letters': [`lower(a)`, one(['ÄÖÜ.Example', 'ẞ', 'ΑΣ', 'İstanbul', 'Ǆ', 'ЖЁ'])],
  'texts put together': [`a || '/' || b`, pairs('x', '', null)],
  'texts compared': [`a < b`, pairs('a', 'B', 'ä', 'z', '😀', 'ﬀ', '', ' ', 'a ')],
  'the greater of two dates': [
    `greatest(cast(a as date), cast(b as date))`,
    pairs('2026-01-31', '2026-02-28', null),
  ],
  'the lesser of two dates': [
    `least(cast(a as date), cast(b as date))`,
    pairs('2026-01-31', '2026-02-28', null),
  ],
  'the greater of a decimal and nothing': [
    `greatest(-cast(a as decimal(20,6)), 0)`,
    one(['-0.000001', '12345678901234.5', '0', null]),
  ],
  'the lesser of decimals of different size': [
    `least(cast(a as decimal(20,6)), cast(b as decimal(38,6)))`,
    pairs('-0.000001', '12345678901234.5', null),
  ],
  'an integer divided': [`cast(a as bigint) / 2`, one(['7', '-7', '1', '0', '-1'])],
  'a decimal multiplied by an integer': [
    `cast(cast(a as bigint) as decimal(20,0)) * cast(b as bigint)`,
    pairs('9223372036854775807', '100', '-5'),
  ],
  'a decimal as a double': [
    `cast(cast(a as decimal(20,6)) as double) * 1e0`,
    one(['12345678901234.123456', '-0.000001']),
  ],
};

describe('an expression means the same on Trino as on DuckDB', () => {
  it.each(Object.entries(meanings))('%s', async (_, [expression, values]) => {
    const tuples = values.map((texts, place) => `(${[place, ...texts.map(quoted)].join(', ')})`);
    const sql = `
      select place, a, b, ${expression} as meaning
      from (values ${tuples.join(', ')}) as v (place, a, b)
      order by place`;
    expect(await onTrino(sql)).toEqual(await onDuckDb(sql));
  });

  it('sorts texts by code point and nothing last', async () => {
    const texts = ['b', null, 'a', 'Z', 'ä', '😀', 'ﬀ', ''].map((text) => `(${quoted(text)})`);
    for (const direction of ['asc', 'desc']) {
      const sql = `select a from (values ${texts.join(', ')}) as v (a) order by a ${direction}`;
      expect(await onTrino(sql)).toEqual(await onDuckDb(sql));
    }
  });
});

/** Every two of the texts in either order. */
function pairs(...texts: readonly Text[]): readonly (readonly Text[])[] {
  return texts.flatMap((a) => texts.map((b) => [a, b]));
}

function one(texts: readonly Text[]): readonly (readonly Text[])[] {
  return texts.map((text) => [text, null]);
}

function quoted(text: Text): string {
  return `cast(${text === null ? 'null' : `'${text}'`} as varchar)`;
}
