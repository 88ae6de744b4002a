import type { Outcome } from '../../reports/action_sections.ts';
import type { Report } from '../../reports/model.ts';
import { type Cut, cut } from '../writing/cut.ts';
import type { Pen } from '../writing/pen.ts';
import { type Toned, toned } from '../writing/tone.ts';

interface OutcomeRow {
  readonly name: string;
  /** What was asked of whom, and which number tells. */
  readonly what: string;
  readonly was: string;
  readonly is: Toned;
}

export interface FollowUpView {
  readonly title: string;
  readonly note: string | null;
  readonly rows: Cut<OutcomeRow>;
}

const tones = {
  settled: 'good',
  better: 'good',
  unchanged: 'neutral',
  worse: 'bad',
  unknown: 'neutral',
} as const;

export function followUpView(
  { title, note, rows }: NonNullable<Report['follow_up']>,
  scope: Report['scope'],
  pen: Pen,
  longest: number,
): FollowUpView {
  return {
    title: pen.title(title),
    note: note === null ? null : pen.prose(note),
    rows: cut(
      rows.map((row) => outcomeRow(row, scope, pen)),
      longest,
      pen.t('the archived report'),
      pen,
    ),
  };
}

function outcomeRow(row: Outcome, scope: Report['scope'], pen: Pen): OutcomeRow {
  const { name, title, owner, number, was, is, became } = row;
  // Nobody needs to read their own name in every row of their own report.
  const whose = scope?.includes(owner) ? '' : `${pen.name(pen.t(owner))}: `;
  const which = number === '' ? '' : ` (${pen.prose(number, 60)})`;
  return {
    name: typeof name === 'string' ? pen.name(name) : pen.prose(name, 64),
    what: `${whose}${pen.prose(title, 120)}${which}`,
    was: pen.prose(was, 40),
    is: toned(pen.prose(is, 40), tones[became]),
  };
}
