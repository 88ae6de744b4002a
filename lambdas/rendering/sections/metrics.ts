import type { Report, Tile } from '../../reports/model.ts';
import type { Pen } from '../writing/pen.ts';
import { type LeadView, leadView } from './lead.ts';
import { type TileView, tileView } from './tiles.ts';

/** The headline KPIs in the form of the edition; each is in one of the four. */
export interface MetricsView {
  /** The first one, drawn large over its history. */
  readonly lead: LeadView | null;
  /** Of the week: the few that belong on the first screen. */
  readonly strip: readonly TileView[];
  /** Of the month: in rows of three, each with its line. */
  readonly tiles: readonly (readonly TileView[])[];
  /** A line each, to be read down a column. */
  readonly board: readonly TileView[];
  /** How to read what is shown; null where nothing needs it. */
  readonly legend: string | null;
}

const stripLength = 4;

export function metricsView(report: Report, pen: Pen): MetricsView {
  const lead = report.edition === 'weekly' ? null : leadView(report.tiles[0], report, pen);
  const views = report.tiles.map((tile, index) => tileView(tile, index, pen));
  const others = lead === null ? views : views.slice(1);
  const drawn = lead !== null || others.some((tile) => tile.chart !== null);
  const legend = legendOf(report, drawn, pen);
  if (report.edition === 'monthly') {
    return { lead, strip: [], tiles: inRows(others), board: [], legend };
  }
  if (report.edition === 'quarterly') return { lead, strip: [], tiles: [], board: others, legend };
  const first = mostTelling(report.tiles);
  const isFirst = (_: TileView, index: number) => first.has(index);
  return {
    lead,
    strip: views.filter(isFirst),
    tiles: [],
    board: views.filter((tile, index) => !isFirst(tile, index)),
    legend,
  };
}

/** Every headline KPI in the order of the settings, whatever its form. */
export function tilesOf({ lead, strip, tiles, board }: MetricsView): readonly TileView[] {
  return [...(lead === null ? [] : [lead]), ...strip, ...tiles.flat(), ...board];
}

/** The first KPI always, then bad news, then missed targets, then the order of the settings. */
function mostTelling(tiles: readonly Tile[]): ReadonlySet<number> {
  const places = tiles.map((tile, index) => ({ index, rank: index === 0 ? 0 : rankOf(tile) }));
  const ranked = [...places].sort((a, b) => a.rank - b.rank || a.index - b.index);
  return new Set(ranked.slice(0, stripLength).map(({ index }) => index));
}

function rankOf({ change, target, judged, status }: Tile): number {
  if (status !== 'measured') return 4;
  if (judged && change?.unusual) return change.tone === 'bad' ? 1 : 2;
  return judged && target?.met === false ? 2 : 3;
}

function inRows(tiles: readonly TileView[]): TileView[][] {
  return Array.from({ length: Math.ceil(tiles.length / 3) }, (_, row) =>
    tiles.slice(row * 3, row * 3 + 3),
  );
}

function legendOf({ edition, tiles }: Report, drawn: boolean, pen: Pen): string | null {
  const said = [
    ...(drawn
      ? [
          pen.t(
            'Lines lead up to this period; a gap was not measured, a dotted line is the target.',
          ),
        ]
      : []),
    ...(drawn && edition !== 'monthly'
      ? [pen.t('A change without the period before is within its usual range.')]
      : []),
    ...(tiles.some(({ interval }) => interval !== null)
      ? [pen.t('“Likely” is where the true value lies in nineteen of twenty cases.')]
      : []),
    ...(tiles.some(({ pending }) => (pending ?? 0) > 0)
      ? [pen.t('Who is not due yet still has time and is in no rate.')]
      : []),
  ];
  return said.length === 0 ? null : said.join(' ');
}
