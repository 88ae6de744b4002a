import { type ColumnType, inOrder, type Table, table } from '../../lambdas/tables/column.ts';

/** Literals by the type that DuckDB writes them in: at its bounds, at ours, and where values are rounded. */
export const literals: Readonly<Record<string, readonly string[]>> = {
  TINYINT: ['1', '-5'],
  SMALLINT: ['300'],
  INTEGER: ['70000', '0'],
  BIGINT: ['9223372036854775807', '-9223372036854775808', '1000000000000'],
  UTINYINT: ['255'],
  USMALLINT: ['65535'],
  UINTEGER: ['4294967295'],
  UBIGINT: ['18446744073709551615', '9223372036854775807'],
  'DECIMAL(4,1)': ['12.0', '-0.5'],
  'DECIMAL(9,2)': ['19.90', '19.99', '0.00'],
  'DECIMAL(18,6)': ['999999999999.999999', '0.000001'],
  'DECIMAL(18,8)': ['0.0000005', '-0.0000005', '0.00000049', '2.00000000'],
  'DECIMAL(38,10)': ['9999999999999999999999999999.5', '3.0000000000', '-0.0000000001'],
  DOUBLE: [
    ...['12', '12.5', '1e18', '9.3e18', '-0.0', '1e-7', '5e-7', '1.0000005', '-2.5e-6', '0.1'],
    ...["'nan'", "'-inf'", '1e300', '999999999999.9999999', '1e12', '1e15', '1e16', '1e-5'],
  ],
  FLOAT: ['0.1', '33.3', '16777216', '1e7', "'nan'", '3.4e38', '1e-5'],
  BOOLEAN: ['true', 'false'],
  DATE: ["'2024-02-29'", "'1969-12-31'", "'9999-12-31'", "'2024-03-31'"],
  TIMESTAMP: [
    ...["'2024-01-02 03:04:05.123456'", "'2024-01-02'", "'1969-12-31 23:59:59.999'"],
    ...["'2024-10-27 02:30:00'", "'2024-03-31 02:30:00'", "'9999-12-31 12:00:00.999999'"],
  ],
  TIMESTAMP_MS: ["'2024-01-02 03:04:05.120'", "'2024-01-02'"],
  TIMESTAMP_S: ["'2024-01-02 03:04:05'"],
  TIMESTAMP_NS: ["'2024-01-02 03:04:05.123456789'", "'2024-01-02 00:00:00.000000999'"],
  TIMESTAMPTZ: ["'2024-01-02 03:04:05.123456+00'", "'2024-10-27 02:30:00+02'", "'1969-07-20'"],
  VARCHAR: [
    ...["'x'", "' padded '", "''", "'  '", "'12'", "'12.0'", "'1e3'", "'.5'", "'TRUE'", "'ja'"],
    ...["'2024-01-02'", "'2024-01-02 00:00:00'", "'2024-01-02T03:04:05Z'", "'2024-13-01'"],
    ...["'2024-10-27 02:30:00'", "'a;b; ;c'", `'["a","b"]'`, "'Zürich 😀'", "'-0.0000005'"],
  ],
  JSON: [`'["a","b"]'`, "'12'"],
  UUID: ["'7e6f1a52-0b7c-4c1e-9d3f-3a1c5b7d9e11'"],
  'VARCHAR[]': ["['a', ' b ', '', null]", '[]', "['c;d']"],
  'INTEGER[]': ['[1, 2]'],
  'DATE[]': ["[date '2024-01-02']"],
};

/** The name that DuckDB has for the type where it reads it back. */
export function readAs(type: string): string {
  if (type === 'TIMESTAMPTZ') return 'TIMESTAMP WITH TIME ZONE';
  return ['TIMESTAMP_MS', 'TIMESTAMP_S'].includes(type) ? 'TIMESTAMP' : type;
}

export const columnTypes: readonly ColumnType[] = [
  ...(['text', 'integer', 'mrr', 'number', 'boolean', 'date', 'instant', 'tags'] as const),
];

export const column = (type: ColumnType, more: object = {}) => ({
  type,
  required: false,
  doc: '',
  ...more,
});

export const tableOf = (columns: Table['columns'], more: Partial<Table> = {}): Table =>
  table({ name: 'probe', grain: 'row', key: ['id'], columns: { id: id(), ...columns }, ...more });

const id = () => column('text', { required: true });

/** Most types become labels by way of text, and revenue by way of numbers. */
function isTelling(type: ColumnType, stored: string): boolean {
  if (type === 'tags') return /VARCHAR|JSON|\[]/.test(stored);
  return type !== 'mrr' || /DECIMAL|DOUBLE|FLOAT/.test(stored);
}

interface Cell {
  readonly column: string;
  readonly type: ColumnType;
  readonly literal: string;
  readonly as: string;
}

/** A table with a column for every pair of types, and rows that fill one column each. */
export function everyCell(canBe: (type: ColumnType, stored: string) => boolean) {
  const cells = Object.entries(literals).flatMap(([as, all]) =>
    columnTypes
      .filter((type) => canBe(type, readAs(as)) && isTelling(type, as))
      .flatMap((type) =>
        all.map((literal): Cell => {
          return { column: `${as.replace(/\W/g, '_')}_${type}`.toLowerCase(), type, literal, as };
        }),
      ),
  );
  const types = new Map(cells.map((cell) => [cell.column, cell.type]));
  const table = tableOf(Object.fromEntries([...types].map(([name, type]) => [name, column(type)])));
  return { cells, table, sql: everyCellSql(cells, [...types.keys()]) };
}

function everyCellSql(cells: readonly Cell[], names: readonly string[]): string {
  const columns = names.map((name) => {
    const branches = cells.flatMap((cell, place) =>
      cell.column === name ? [`when ${place} then cast(${cell.literal} as ${cell.as})`] : [],
    );
    return `case place ${branches.join(' ')} end as ${name}`;
  });
  return `select 'row ' || place as id, ${columns.join(', ')} from range(${cells.length}) as r(place)`;
}

/** Closed values, a currency, and a rule over two columns. */
export const strict = tableOf(
  {
    status: column('text', { required: true, values: ['active', 'free'] }),
    currency: column('text'),
    seats: column('integer', { required: true }),
    starts_on: column('date'),
    ends_on: column('date'),
    seen_at: column('instant'),
  },
  { rules: [inOrder('starts_on', 'ends_on')] },
);
