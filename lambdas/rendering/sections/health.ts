import type { Report } from '../../reports/model.ts';
import type { Pen } from '../writing/pen.ts';

interface Band {
  readonly label: string;
  readonly good: boolean;
  readonly warning: boolean;
  readonly bad: boolean;
  /** Whole per cent of the bar; null for a band without accounts. */
  readonly width: string | null;
  readonly accounts: string;
  readonly mrr: string;
}

export interface HealthView {
  readonly title: string;
  readonly bands: readonly Band[];
}

export function healthView(health: NonNullable<Report['health']>, pen: Pen): HealthView {
  const widths = shares(health.bands.map((band) => band.accounts));
  const mrr = pen.amounts(health.bands.map((band) => band.mrr));
  return {
    title: pen.title(health.title),
    bands: health.bands.map((band, index) => ({
      label: pen.prose(band.label, 40),
      good: band.tone === 'good',
      warning: band.tone === 'warning',
      bad: band.tone === 'bad',
      width: widths[index] ? `${widths[index]}` : null,
      accounts: pen.t('{0} {1:account|accounts}', pen.count(band.accounts), band.accounts),
      mrr: mrr[index] ?? '–',
    })),
  };
}

/** Whole per cent that add up to 100; who is there at all is seen. */
function shares(counts: readonly number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return counts.map(() => 0);
  const widths = counts.map((count) =>
    count === 0 ? 0 : Math.max(1, Math.round((count / all) * 100)),
  );
  const widest = widths.indexOf(Math.max(...widths));
  const rest = widths.reduce((sum, width) => sum + width, 0) - 100;
  return widths.map((width, index) => (index === widest ? width - rest : width));
}
