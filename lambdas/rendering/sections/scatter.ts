import type { Scatter } from '../../reports/chart_sections.ts';
import { scatterChart } from '../charts/scatter_chart.ts';
import { chartPen } from '../writing/chart_pen.ts';
import type { Pen } from '../writing/pen.ts';
import { type Toned, toned } from '../writing/tone.ts';
import type { Picture } from './tiles.ts';

interface NotableRow {
  /** The number beside it in the drawing. */
  readonly position: string;
  readonly name: string;
  readonly health: Toned;
  readonly mrr: string;
}

export interface ScatterView {
  readonly title: string;
  /** Null below two customers; then the note says why. */
  readonly chart: Picture | null;
  /** The drawing in words, with its numbers. */
  readonly alt: string;
  readonly rows: readonly NotableRow[];
  readonly note: string;
}

const fewestPoints = 2;

export function scatterView(scatter: Scatter, currency: string, pen: Pen): ScatterView {
  const isDrawn = scatter.points.length >= fewestPoints;
  const mrr = pen.amounts(scatter.notable.map((row) => row.mrr));
  return {
    title: titleOf(scatter.largest, pen),
    chart: isDrawn ? { cid: 'scatter@cs-pulse', svg: drawing(scatter, currency, pen) } : null,
    alt: altOf(scatter.tiers, pen),
    rows: scatter.notable.map(({ name, health, tier }, index) => ({
      position: `${index + 1}`,
      name: pen.name(name),
      health: toned(pen.number(health), tier === 'red' ? 'bad' : 'neutral'),
      mrr: mrr[index] ?? '–',
    })),
    note: isDrawn ? noteOf(scatter, pen) : noChart(scatter, pen),
  };
}

function titleOf({ accounts, green, red }: Scatter['largest'], pen: Pen): string {
  if (accounts === 0) return pen.t('No customer has both a health score and MRR');
  if (accounts === 1) return pen.t('One customer has both a health score and MRR');
  const all = pen.count(accounts);
  if (green === accounts) return pen.t('All of the {0} largest customers are green', all);
  if (red === 0) {
    return pen.t(
      'Of the {0} largest customers {1} {2:is|are} green and none is red',
      all,
      pen.count(green),
      green,
    );
  }
  return pen.t(
    'Of the {0} largest customers {1} {2:is|are} green and {3} {4:is|are} red',
    all,
    pen.count(green),
    green,
    pen.count(red),
    red,
  );
}

function drawing(scatter: Scatter, currency: string, readers: Pen): string {
  const pen = chartPen(readers, currency);
  return scatterChart(scatter, {
    health: pen.t('Health score'),
    mrr: pen.t('MRR'),
    amount: (value) => pen.brief({ value, unit: 'money', currency }),
  });
}

function altOf(tiers: Scatter['tiers'], pen: Pen): string {
  const groups = tiers.map(({ tier, accounts, mrr }) =>
    pen.t(
      '{0}: {1} {2:account|accounts} with {3} of MRR',
      tierWords(tier, pen),
      pen.count(accounts),
      accounts,
      pen.brief(mrr),
    ),
  );
  return pen.t('Customers by health score and MRR. {0}', groups.join('; '));
}

function tierWords(tier: Scatter['tiers'][number]['tier'], { t }: Pen): string {
  return { green: t('Green'), amber: t('Amber'), red: t('Red') }[tier];
}

function noteOf(scatter: Scatter, pen: Pen): string {
  const { undrawn } = scatter;
  const key = pen.t(
    'Circles are green, triangles amber, squares red; MRR grows tenfold from line to line.',
  );
  const small = pen.t(
    '{0} smaller {1:customer is|customers are} not drawn.',
    pen.count(undrawn),
    undrawn,
  );
  const numbers = scatter.notable.some(({ tier }) => tier === 'red')
    ? pen.t('Numbered are the largest red ones, then amber ones.')
    : pen.t('Numbered are the largest amber ones.');
  return [
    key,
    ...(scatter.notable.length === 0 ? [] : [numbers]),
    ...(undrawn === 0 ? [] : [small]),
    ...missing(scatter, pen),
  ].join(' ');
}

function noChart(scatter: Scatter, pen: Pen): string {
  return [pen.t('There is nothing to compare in a chart.'), ...missing(scatter, pen)].join(' ');
}

function missing({ unplaced }: Scatter, pen: Pen): string[] {
  if (unplaced === 0) return [];
  const count = pen.count(unplaced);
  return [pen.t('{0} {1:customer has|customers have} no health score or no MRR.', count, unplaced)];
}
