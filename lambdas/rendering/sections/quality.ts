import type { Figure, Report, Tile } from '../../reports/model.ts';
import { type Cut, cut } from '../writing/cut.ts';
import type { Pen } from '../writing/pen.ts';
import { unmeasuredLines } from './unmeasured.ts';

export interface QualityView {
  readonly title: string;
  readonly notes: Cut<string>;
  readonly unmeasured: Cut<string>;
  readonly restated: Cut<{ readonly label: string; readonly was: string; readonly is: string }>;
}

export function qualityView(quality: Report['quality'], pen: Pen, longest: number): QualityView {
  // Exact, since a restatement is often smaller than what rounding hides.
  const value = (figure: Figure | null) =>
    figure === null ? pen.t('not measured') : pen.column([figure]).join('');
  const unmeasured = unmeasuredLines(quality.unmeasured, pen);
  const restated = quality.restated.map(({ label, was, is }) => ({
    label: pen.prose(label, 80),
    was: value(was),
    is: value(is),
  }));
  return {
    title: pen.title(quality.title),
    notes: cut(
      quality.notes.map((row) => pen.prose(row)),
      longest,
      pen.t('the archived report'),
      pen,
    ),
    unmeasured: cut(unmeasured, longest, 'kpis.csv', pen),
    restated: cut(restated, longest, pen.t('the archived report'), pen),
  };
}

interface Definition {
  readonly label: string;
  readonly definition: string;
  /** Null in the weekly edition, and where it would only say the definition again, without a sign. */
  readonly formula: string | null;
  /** Members that the value shown above rests on. */
  readonly evidence: string | null;
}

export function definitionsView(report: Report, pen: Pen, longest: number): Cut<Definition> {
  // Who reads every week knows them, and the dictionary has them.
  const showsFormulas = report.edition !== 'weekly';
  const rows = report.definitions.map(({ kpi, label, definition, formula }) => ({
    label: pen.prose(label, 120),
    definition: pen.prose(definition, 480),
    formula: showsFormulas && /[÷×+−Σ]/.test(formula) ? pen.prose(formula, 300) : null,
    evidence: evidenceOf(
      report.tiles.find((tile) => tile.kpi === kpi),
      pen,
    ),
  }));
  return cut(rows, longest, pen.t('the archived report'), pen);
}

/** The tile itself says how far its value may be off. */
function evidenceOf(tile: Tile | undefined, pen: Pen): string | null {
  if (tile === undefined || tile.status !== 'measured' || tile.sample === null) return null;
  return pen.t('Rests on {0}.', pen.count(tile.sample));
}
