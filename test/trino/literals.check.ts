import { describe, expect, it } from 'vitest';
import { type Relation, withRelations } from '../../lambdas/tables/relations.ts';
import { openBoth } from './both.ts';

const { onDuckDb, onTrino } = await openBoth('literals');

const samples: Readonly<Record<Relation['columns'][string], Relation['rows'][number][string][]>> = {
  varchar: [
    "O'Neil'); drop table x --",
    '',
    ' ',
    '\\n\\',
    'Zoë ß – 日本 😀',
    'a;b',
    '{{x}}',
    '\n\t',
  ],
  bigint: [0, -7, 9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n],
  double: [0.1, -2.5, 1e-7, 1e21, 123_456_789.123],
  date: ['2024-02-29', '1970-01-01', '0001-01-01', '9999-12-31'],
  timestamp: ['2026-10-25T00:59:59.999Z', '1969-12-31T23:59:59.001Z', '2026-11-01 00:00:00'],
  boolean: [true, false],
  'decimal(18,6)': [
    '0.75',
    0.1,
    999_999_999_999,
    '-999999999999.999999',
    '0.0000005',
    '-1.2345675',
  ],
};

describe('a typed literal is the same value on Trino as on DuckDB', () => {
  it.each(Object.entries(samples))('of type %s', async (type, values) => {
    const relation: Relation = {
      name: 'samples',
      columns: { place: 'bigint', value: sqlType(type) },
      rows: [...values, null].map((value, place) => ({ place, value })),
    };
    const sql = withRelations('select place, value from samples order by place', [relation]);
    expect(await onTrino(sql)).toEqual(await onDuckDb(sql));
  });

  it('of a relation without rows, which keeps its types', async () => {
    const columns = Object.fromEntries(
      Object.keys(samples).map((type, n) => [`c${n}`, sqlType(type)]),
    );
    const sql = withRelations(`select ${Object.keys(columns).join(', ')} from samples`, [
      { name: 'samples', columns, rows: [] },
    ]);
    const answer = await onTrino(sql);
    expect(answer).toEqual(await onDuckDb(sql));
    expect(answer.rows).toEqual([]);
  });
});

function sqlType(type: string) {
  return type as Relation['columns'][string];
}
