import type { Report, Tile } from '../../../reports/model.ts';
import type { Pen } from '../../writing/pen.ts';
import type { Formats } from '../formats.ts';
import { type Cell, numeric, prose, type Table, text } from '../table.ts';

/** The numbers that the report opens with, what they are compared with, and how sure they are. */
export function headlines(report: Report, pen: Pen, formats: Formats): Table {
  return {
    name: pen.t('Headlines'),
    fixed: 1,
    columns: [
      text(pen.t('KPI'), 34),
      text(pen.t('Window'), 20),
      numeric(pen.t('Value'), 16),
      numeric(pen.t('Change'), 14),
      text(pen.t('Compared with'), 18),
      numeric(pen.t('Target'), 16),
      text(pen.t('Target met'), 12),
      numeric(pen.t('Sample'), 10),
      numeric(pen.t('Likely from'), 14),
      numeric(pen.t('Likely to'), 14),
      prose(pen.t('Remark'), 60),
    ],
    rows: report.tiles.map((tile) => rowOf(tile, pen, formats)),
  };
}

function rowOf(tile: Tile, pen: Pen, formats: Formats): Cell[] {
  const { change, target, interval } = tile;
  const write = (figure: Tile['value']) =>
    figure && formats.value(figure.value, figure.unit, figure.currency);
  return [
    pen.t(tile.label),
    windowName(tile.window, pen),
    write(tile.value),
    change && write(change.by),
    change && pen.period(change.against, 'short'),
    target && write(target.value),
    target && tile.judged ? yesNo(target.met, pen) : null,
    formats.number(tile.sample),
    interval && write(interval.low),
    interval && write(interval.high),
    remark(tile, pen),
  ];
}

function remark({ status, reason, judged }: Tile, pen: Pen): string | null {
  if (status !== 'measured') return reason && pen.prose(reason);
  return judged ? null : pen.t('Too few to judge');
}

export const windowName = (window: string, pen: Pen) => pen.t(window.replaceAll('_', ' '));

export const yesNo = (is: boolean, pen: Pen) => (is ? pen.t('yes') : pen.t('no'));
