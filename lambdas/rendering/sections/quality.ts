import type { Figure, Report, Tile } from '../../reports/model.ts';
import { type Cut, cut } from '../writing/cut.ts';
import type { Pen } from '../writing/pen.ts';
import { kindOf } from '../writing/units.ts';
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

type Made = Report['definitions'][number]['made'];

interface Definition {
  readonly label: string;
  readonly definition: string;
  /** Null where it would only say the definition again, without a sign. */
  readonly formula: string | null;
  /** What the value shown above is made of, or how many members it rests on. */
  readonly evidence: string | null;
}

export interface DefinitionsView extends Cut<Definition> {
  /** Where each number can be followed further. */
  readonly trace: string;
}

export function definitionsView(report: Report, pen: Pen, longest: number): DefinitionsView {
  const rows = report.definitions.map(({ kpi, label, definition, formula, made }) => ({
    label: pen.prose(label, 120),
    definition: pen.prose(definition, 480),
    formula: /[÷×+−Σ]/.test(formula) ? pen.prose(formula, 300) : null,
    evidence: evidenceOf(
      report.tiles.find((tile) => tile.kpi === kpi),
      made,
      pen,
    ),
  }));
  const trace = pen.t(
    'Where a number comes from: kpis.csv has its numerator, denominator and sample, the archive its history, its parts and the accounts behind it.',
  );
  return { ...cut(rows, longest, pen.t('the archived report'), pen), trace };
}

/** The tile itself says how far its value may be off. */
function evidenceOf(tile: Tile | undefined, made: Made, pen: Pen): string | null {
  if (tile === undefined || tile.status !== 'measured' || tile.value === null) return null;
  if (made === null)
    return tile.sample === null ? null : pen.t('Rests on {0}.', pen.count(tile.sample));
  const write = (value: number) => pen.count(value < 1_000 ? value : Math.round(value));
  const [above, below] = [write(made.numerator), write(made.denominator)];
  const value = pen.brief(tile.value);
  return kindOf(tile.value.unit) === 'percent'
    ? pen.t('{0} of {1} = {2}', above, below, value)
    : pen.t('{0} ÷ {1} = {2}', above, below, value);
}
