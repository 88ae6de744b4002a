import type { Words } from '../languages/words.ts';
import type { HealthView } from '../sections/health.ts';
import type { CohortsView } from '../sections/heatmap.ts';
import type { ScatterView } from '../sections/scatter.ts';
import type { BridgeView } from '../sections/waterfall.ts';
import { table, titled, wrap } from './layout.ts';

type Lines = readonly string[];

export function textBridge({ title, steps, note }: BridgeView): Lines {
  const rows = table(steps.map((step) => [step.label, step.amount]));
  return [...titled(title), ...rows, ...(note === null ? [] : wrap(note))];
}

/** Twelve months of three digits beside the cohort's name fit the width. */
export function textCohorts({ title, months, rows, note }: CohortsView, t: Words['t']): Lines {
  const lines = table([
    [t('Cohort'), t('Size'), ...months.map((month) => month.label)],
    ...rows.map((row) => [row.cohort, row.size, ...row.cells.map((cell) => cell.text)]),
  ]);
  return [...titled(title), ...lines, ...wrap(note)];
}

export function textHealth({ title, bands }: HealthView): Lines {
  return [...titled(title), ...table(bands.map((band) => [band.label, band.accounts, band.mrr]))];
}

/** What the drawing shows in words, and the few accounts that matter. */
export function textScatter({ title, alt, rows, note, chart }: ScatterView, t: Words['t']): Lines {
  const named = table([
    [t('Account'), t('MRR'), t('Health')],
    ...rows.map((row) => [row.name, row.mrr, row.health.text]),
  ]);
  const drawn = chart === null ? wrap(note) : wrap(alt);
  return [...titled(title), ...drawn, ...(rows.length === 0 ? [] : named)];
}
