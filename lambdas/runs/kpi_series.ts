import type { KpiRecord } from '../kpis/record.ts';

/** What tells the records of one series from those of another; a series has one record a period. */
const shared = ['kpi', 'window', 'segment', 'unit'] as const;

/** What a period adds, in the order in which it is written. */
const columns = [
  'status',
  'reason',
  'value',
  'currency',
  'numerator',
  'denominator',
  'sample',
  'judged',
  'low',
  'high',
  'mean',
  'p90',
  'amount',
  'pending',
  'left_out',
] as const satisfies readonly (keyof KpiRecord)[];

type Column = (typeof columns)[number];
type Cell = KpiRecord[Column] | null;

/**
 * Every record, as one line per KPI, window and segment: a trend is read together, and what all its periods
 * share is said once. A column is a list with a cell per period, or one cell that holds for all; null and
 * columns left out are what a record does not have, and a status left out is `measured`. `at` numbers the
 * periods, from 0, that a series has where it has not all. In parts: those of 20,000 accounts are 60 MB.
 */
export function* kpiSeries(records: readonly KpiRecord[]): Generator<string> {
  const periods = new Map(
    records.map(({ period, start, end }) => [period, { label: period, start, end }]),
  );
  const labels = [...periods.keys()].sort(byStart(periods));
  const head = labels.map((label) => JSON.stringify(periods.get(label)));
  yield `{"periods":[\n${head.join(',\n')}\n],"series":[\n`;
  const all = seriesOf(records);
  for (let at = 0; at < all.length; at += perPart) {
    const lines = all.slice(at, at + perPart).map((one) => JSON.stringify(line(one, labels)));
    yield `${at === 0 ? '' : ',\n'}${lines.join(',\n')}`;
  }
  yield '\n]}\n';
}

const perPart = 1000;

const byStart =
  (periods: ReadonlyMap<string, { readonly start: string }>) => (a: string, b: string) =>
    (periods.get(a)?.start ?? '') < (periods.get(b)?.start ?? '') ? -1 : 1;

function seriesOf(records: readonly KpiRecord[]): readonly (readonly KpiRecord[])[] {
  const found = new Map<string, KpiRecord[]>();
  for (const record of records) {
    const { kpi, window, segment, unit } = record;
    const key = [kpi, window, unit, segment?.dimension, segment?.value].join('\u0000');
    const series = found.get(key);
    if (series) series.push(record);
    else found.set(key, [record]);
  }
  return [...found.values()];
}

function line(series: readonly KpiRecord[], labels: readonly string[]): Record<string, unknown> {
  const [first] = series;
  const at = series.map(({ period }) => labels.indexOf(period));
  const isWhole = at.length === labels.length && at.every((no, n) => no === n);
  const said: Record<string, unknown> = {};
  for (const field of shared) said[field] = first?.[field];
  if (first?.segment === null) said.segment = undefined;
  if (!isWhole) said.at = at;
  for (const column of columns) {
    const folded = fold(series, column);
    const isUsual = folded === null || (column === 'status' && folded === 'measured');
    if (!isUsual) said[column] = folded;
  }
  return said;
}

/** One cell where all are the same. */
function fold(series: readonly KpiRecord[], column: Column): Cell | readonly Cell[] {
  const first = series[0]?.[column] ?? null;
  return series.every((record) => (record[column] ?? null) === first)
    ? first
    : series.map((record) => record[column] ?? null);
}
