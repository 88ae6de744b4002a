import type { Report, Tile } from '../../reports/model.ts';
import type { EditionName } from '../../settings/schema.ts';
import { trendChart } from '../charts/trend_chart.ts';
import { chartPen } from '../writing/chart_pen.ts';
import type { Pen } from '../writing/pen.ts';
import { type Picture, type TileView, tileView } from './tiles.ts';

/** The first headline KPI, drawn large over its history. */
export interface LeadView extends TileView {
  readonly chart: Picture;
  /** States the numbers that the drawing shows. */
  readonly alt: string;
}

type Ends = Readonly<Record<'first' | 'last' | 'from' | 'to', string>>;

const fewestPeriods = 3;

function earlier(edition: EditionName, periods: number, { t, count }: Pen): string {
  const words = {
    weekly: t('{0} {1:week earlier|weeks earlier}', count(periods), periods),
    monthly: t('{0} {1:month earlier|months earlier}', count(periods), periods),
    quarterly: t('{0} {1:quarter earlier|quarters earlier}', count(periods), periods),
  };
  return words[edition];
}

/** Null where the first tile has no history to draw; then it is a tile like the others. */
export function leadView(tile: Tile | undefined, report: Report, pen: Pen): LeadView | null {
  if (tile === undefined || tile.value === null) return null;
  const from = tile.trend.findIndex((value) => value !== null);
  const values = tile.trend.filter((value) => value !== null);
  const [first] = values;
  const last = values.at(-1);
  if (first === undefined || last === undefined || values.length < fewestPeriods) return null;
  const view = tileView(tile, 0, pen);
  const { unit, currency } = tile.value;
  const back = tile.trend.length - 1 - from;
  const endsBy = (own: Pen): Ends => {
    const write = (value: number) =>
      own.number(currency === undefined ? { value, unit } : { value, unit, currency });
    return {
      first: write(first),
      last: write(last),
      from: earlier(report.edition, back, own),
      to: own.period(report.period.label, 'short'),
    };
  };
  const drawn = endsBy(chartPen(pen, report.currency));
  const svg = trendChart(tile.trend, tile.target?.value.value ?? null, drawn);
  const alt = altOf(view, endsBy(pen), pen);
  return { ...view, chart: { cid: 'trend-lead@cs-pulse', svg }, alt };
}

function altOf({ label, target }: TileView, { first, last, from, to }: Ends, pen: Pen): string {
  const said = pen.t('{0}: from {1} ({2}) to {3} ({4})', label, first, from, last, to);
  return target === null ? said : `${said}. ${target}`;
}
