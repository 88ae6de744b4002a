import type { LeadView } from '../../sections/lead.ts';
import type { TileView } from '../../sections/tiles.ts';
import type { View } from '../../view.ts';
import { type Section, section } from '../chapters.ts';
import { colours, grid, toneColour } from '../look.ts';
import { type Node, type StackNode, type SvgNode, write } from '../nodes.ts';

/** The headline KPIs: the first over its history, the others three across. */
export function tiles(view: View): Section[] {
  const { words, lead, legend } = view;
  const all = [...view.strip, ...view.tiles.flat(), ...view.board];
  if (lead === null && all.length === 0) return [];
  const parts: Node[] = [
    ...(lead === null ? [] : [leadTile(lead)]),
    ...grid(all.map(tile), 3, 22),
    ...(legend === null ? [] : [write(legend, 'small', { margin: [0, 4, 0, 0] })]),
  ];
  return [section(words.t('Key metrics'), null, parts)];
}

function leadTile(lead: LeadView): Node {
  const chart: SvgNode = { svg: lead.chart.svg, alt: lead.alt, width: 280 };
  return {
    columns: [{ ...figures(lead, 24), width: '*' }, chart],
    columnGap: 20,
    margin: [0, 2, 0, 14],
  };
}

function tile(view: TileView): StackNode {
  const spark: Node[] =
    view.chart === null ? [] : [{ svg: view.chart.svg, width: 130, margin: [0, 5, 0, 3] }];
  const { stack } = figures(view, 18, spark);
  return { stack, margin: [0, 0, 0, 14] };
}

function figures(view: TileView, size: number, drawing: readonly Node[] = []): StackNode {
  const window = view.window === null ? [] : [write(view.window, 'small')];
  return {
    stack: [
      write(view.label, 'label', { tag: 'H4' }),
      ...window,
      ...valueLines(view, size),
      ...changeOf(view),
      ...drawing,
      ...view.judgement.map((words) => write(words, 'small')),
    ],
  };
}

function valueLines({ value, per, absent, reason }: TileView, size: number): Node[] {
  if (value === null) {
    return [write(absent ?? '', 'strong', { margin: [0, 4, 0, 0] }), write(reason ?? '', 'small')];
  }
  const unit = per === null ? [] : [{ text: ` ${per}`, style: 'small' }];
  const number = { text: value, style: 'value', fontSize: size };
  return [{ text: [number, ...unit], margin: [0, 2, 0, 0] }];
}

function changeOf({ arrow, change, comparison }: TileView): Node[] {
  if (comparison === null) return [];
  const said =
    change === null ? [] : [changed(`${arrow ?? ''} ${change.text} `.trimStart(), change)];
  return [{ text: [...said, { text: comparison, style: 'small' }] }];
}

function changed(text: string, tone: { readonly good: boolean; readonly bad: boolean }) {
  const color = tone.good || tone.bad ? toneColour(tone) : colours.text;
  return { text, bold: true, fontSize: 9, color };
}
