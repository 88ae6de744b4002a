import type { Words } from '../../languages/words.ts';
import type { HealthView } from '../../sections/health.ts';
import type { CohortsView } from '../../sections/heatmap.ts';
import type { ScatterView } from '../../sections/scatter.ts';
import type { BridgeView, Step } from '../../sections/waterfall.ts';
import { type Section, wholeSection } from '../chapters.ts';
import { colours, head, headRight, right, table, toneColour } from '../look.ts';
import { box, type CanvasNode, type Node, type TableNode, write } from '../nodes.ts';

const lane = 250;

export function bridge(view: BridgeView | null, { t }: Words): Section[] {
  if (view === null) return [];
  const broken = t('Opening and closing bars are cut so that the movements can be seen.');
  const notes = [...(view.broken ? [broken] : []), ...(view.note === null ? [] : [view.note])];
  return [
    wholeSection(t('Recurring revenue'), view.title, [
      table([110, lane, '*'], null, view.steps.map(stepRow), true),
      ...notes.map((words) => write(words, 'note', { margin: [0, 4, 0, 0] })),
    ]),
  ];
}

function stepRow(step: Step): Node[] {
  const bold = step.total ? { bold: true } : {};
  return [
    write(step.label, 'body', bold),
    bar(step),
    { ...right(step.amount, toneColour(step)), ...bold },
  ];
}

function bar({ segments, ...step }: Step): CanvasNode {
  let x = 0;
  const canvas = segments.flatMap(({ filled, width }) => {
    const [from, w] = [x, (Number(width) / 100) * lane];
    x += w;
    return filled ? [box(from, w, 11, fillOf({ ...step, warning: false }))] : [];
  });
  return { canvas };
}

interface Filled {
  readonly good: boolean;
  readonly warning: boolean;
  readonly bad: boolean;
}

function fillOf({ good, warning, bad }: Filled): string {
  if (good) return colours.fillGood;
  if (warning) return colours.fillWarning;
  return bad ? colours.fillBad : colours.fillNeutral;
}

export function health(view: HealthView | null, { t }: Words, width: number): Section[] {
  if (view === null) return [];
  let x = 0;
  const canvas = view.bands.flatMap((band) => {
    const [from, w] = [x, (Number(band.width ?? 0) / 100) * width];
    x += w;
    return w === 0 ? [] : [box(from, Math.max(1, w - 1.5), 13, fillOf(band))];
  });
  const rows = view.bands.map((band) => [
    {
      columns: [
        { canvas: [{ ...box(0, 8, 8, fillOf(band)), r: 2, y: 2 }], width: 14 },
        write(band.label, 'body'),
      ],
    },
    right(band.accounts),
    right(band.mrr),
  ]);
  return [
    wholeSection(t('Customer health'), view.title, [
      { canvas, margin: [0, 2, 0, 8] },
      table(['*', 110, 110], null, rows, true),
    ]),
  ];
}

/** Where the money is, and how well it is: a drawing, and its outliers by name. */
export function scatter(view: ScatterView | null, { t }: Words): Section[] {
  if (view === null) return [];
  const { chart, alt, rows, note } = view;
  const drawing: Node[] = chart === null ? [] : [{ svg: chart.svg, alt, width: 280 }];
  const heads = [head(t('Account')), headRight(t('MRR')), headRight(t('Health'))];
  const cells = rows.map(({ position, name, mrr, health: score }) => [
    write(`${position}  ${name}`, 'body'),
    right(mrr),
    right(score.text, toneColour(score)),
  ]);
  const list = rows.length === 0 ? [] : [table(['*', 'auto', 'auto'], heads, cells, true)];
  const beside: Node = { columns: [...drawing, { stack: list, width: '*' }], columnGap: 24 };
  return [
    wholeSection(t('Health against revenue'), view.title, [
      beside,
      write(note, 'note', { margin: [0, 4, 0, 0] }),
    ]),
  ];
}

/** A row per cohort, a column per month, the darker the more of them stayed. */
export function cohorts(view: CohortsView | null, { t }: Words): Section[] {
  if (view === null) return [];
  const note = write(view.note, 'note', { margin: [0, 5, 0, 0] });
  const parts = view.months.length === 0 ? [note] : [heatmap(view, t), note];
  return [wholeSection(t('Retention by cohort'), view.title, parts)];
}

function heatmap({ months, rows }: CohortsView, t: Words['t']): TableNode {
  const body = rows.map(({ cohort, size, cells }) => [
    write(cohort, 'heat'),
    write(size, 'heat', { alignment: 'right' }),
    ...months.map((_, n) => {
      const { text, colour } = cells[n] ?? { text: '', colour: null };
      return write(text, 'heat', { alignment: 'center', fillColor: colour });
    }),
  ]);
  const heads = months.map(({ label }) => ({ ...head(label), alignment: 'center' as const }));
  const widths = [52, 28, ...months.map(() => '*')];
  const made = table(widths, [head(t('Cohort')), headRight(t('Size')), ...heads], body);
  return { ...made, layout: cellsApart };
}

const cellsApart = {
  hLineWidth: () => 2,
  vLineWidth: () => 2,
  hLineColor: () => '#ffffff',
  vLineColor: () => '#ffffff',
  paddingLeft: () => 2,
  paddingRight: () => 2,
  paddingTop: () => 3,
  paddingBottom: () => 2,
};
