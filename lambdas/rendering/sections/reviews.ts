import type { Report } from '../../reports/model.ts';
import type { KpiReview } from '../../reports/special_sections.ts';
import { type Cut, cut } from '../writing/cut.ts';
import type { Pen } from '../writing/pen.ts';

interface ProposalView {
  readonly label: string;
  readonly proposal: string;
  readonly reason: string;
}

export interface KpiReviewView {
  readonly title: string;
  readonly rows: Cut<ProposalView>;
  readonly rest: string | null;
}

function proposalWords(proposal: KpiReview['rows'][number]['proposal'], { t }: Pen): string {
  return { drop: t('drop'), add: t('add'), retarget: t('new target') }[proposal];
}

export function kpiReviewView(
  { title, rows, rest }: KpiReview,
  pen: Pen,
  longest: number,
): KpiReviewView {
  const views = rows.map(({ label, proposal, reason }) => ({
    label: pen.prose(label, 80),
    proposal: proposalWords(proposal, pen),
    reason: pen.prose(reason, 240),
  }));
  return {
    title: pen.title(title),
    rows: cut(views, longest, pen.t('the archived report'), pen),
    rest: rest === null ? null : pen.prose(rest),
  };
}

export interface MaturityView {
  readonly title: string;
  /** Names of the periods; the second is null where nothing is known of it. */
  readonly now: string;
  readonly before: string | null;
  readonly rows: readonly {
    readonly label: string;
    readonly meaning: string;
    readonly now: string;
    readonly before: string;
  }[];
}

export function maturityView(report: Report, pen: Pen): MaturityView | null {
  if (report.maturity === null) return null;
  const { title, rows } = report.maturity;
  const isKnown = rows.some(({ before }) => before !== null);
  return {
    title: pen.title(title),
    now: pen.period(report.period.label, 'short'),
    before: isKnown ? pen.period(report.period.previous, 'short') : null,
    rows: rows.map(({ label, meaning, now, before }) => ({
      label: pen.prose(label, 40),
      meaning: pen.prose(meaning),
      now: pen.number(now),
      before: before === null ? '–' : pen.number(before),
    })),
  };
}
