import type { Tile } from '../../reports/model.ts';
import { trendChart } from '../charts/trend_chart.ts';
import type { Pen } from '../writing/pen.ts';
import { type Picture, type TileView, tileView } from './tiles.ts';

/** The first headline KPI, drawn large over its history. */
export interface LeadView extends TileView {
  readonly chart: Picture;
  /** States the numbers that the drawing shows. */
  readonly alt: string;
}

const fewestPeriods = 3;

/** Null where the first tile has no history to draw; then it is a tile like the others. */
export function leadView(tile: Tile | undefined, pen: Pen): LeadView | null {
  if (tile === undefined || tile.value === null) return null;
  const { unit, currency } = tile.value;
  const write = (value: number) =>
    pen.number(currency === undefined ? { value, unit } : { value, unit, currency });
  const values = tile.trend.filter((value) => value !== null);
  const [first] = values;
  const last = values.at(-1);
  if (first === undefined || last === undefined || values.length < fewestPeriods) return null;
  const view = tileView(tile, 0, pen);
  const target = tile.target?.value.value ?? null;
  const svg = trendChart(tile.trend, target, { first: write(first), last: write(last) });
  const alt = altOf(view, write(first), write(last), pen);
  return { ...view, chart: { cid: 'trend-lead@cs-pulse', svg }, alt };
}

function altOf({ label, target }: TileView, first: string, last: string, pen: Pen): string {
  const said = pen.t('{0}: from {1} to {2}', label, first, last);
  return target === null ? said : `${said}. ${target}`;
}
