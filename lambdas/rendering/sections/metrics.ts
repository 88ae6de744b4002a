import type { Report } from '../../reports/model.ts';
import type { Pen } from '../writing/pen.ts';
import { type LeadView, leadView } from './lead.ts';
import { type TileView, tileView } from './tiles.ts';

export interface MetricsView {
  readonly lead: LeadView | null;
  /** In rows of three. */
  readonly tiles: readonly (readonly TileView[])[];
  /** How to read what is shown; null where nothing needs it. */
  readonly legend: string | null;
}

/** The week opens with its actions; the longer editions open with their first KPI drawn large. */
export function metricsView(report: Report, pen: Pen): MetricsView {
  const lead = report.edition === 'weekly' ? null : leadView(report.tiles[0], pen);
  const others = lead === null ? report.tiles : report.tiles.slice(1);
  const tiles = others.map((tile, index) => tileView(tile, index, pen));
  const rows = Array.from({ length: Math.ceil(tiles.length / 3) }, (_, row) =>
    tiles.slice(row * 3, row * 3 + 3),
  );
  const drawn = lead !== null || tiles.some((tile) => tile.chart !== null);
  return { lead, tiles: rows, legend: legendOf(report.tiles, drawn, pen) };
}

const lines = 'Lines lead up to this period; a gap was not measured, a dotted line is the target.';
const likely = '“Likely” is where the true value lies in nineteen of twenty cases.';
const due = 'Who is not due yet still has time and is in no rate.';

function legendOf(tiles: Report['tiles'], drawn: boolean, pen: Pen): string | null {
  const said = [
    ...(drawn ? [pen.t(lines)] : []),
    ...(tiles.some(({ interval }) => interval !== null) ? [pen.t(likely)] : []),
    ...(tiles.some(({ pending }) => (pending ?? 0) > 0) ? [pen.t(due)] : []),
  ];
  return said.length === 0 ? null : said.join(' ');
}
