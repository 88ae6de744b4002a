import type { Report } from '../../reports/model.ts';
import type { Pen } from '../writing/pen.ts';

/** One accent from faint to strong; even the strongest carries dark ink. Dark mode has its own, by class. */
const shades = ['#f3f5ff', '#e3e8ff', '#d0d8ff', '#bac5ff', '#a3b2ff'];

/** Months of which a phone shows all; the others are shown where there is room. */
const keyMonths = [1, 2, 3, 6, 9, 12];
const lastMonth = 12;
/** Oldest first, so that the newest are kept: a year and the cohort before it. */
const mostCohorts = 13;

interface Cell {
  readonly text: string;
  /** Index of the shade as class name `h0` … `h4`; null where the month is not over. */
  readonly shade: string | null;
  readonly colour: string | null;
  readonly wide: boolean;
}

export interface CohortsView {
  readonly title: string;
  readonly months: readonly { readonly label: string; readonly wide: boolean }[];
  readonly rows: readonly {
    readonly cohort: string;
    readonly size: string;
    readonly cells: readonly Cell[];
  }[];
  /** What the cells are, and where the cohorts and months are that find no room. */
  readonly note: string;
}

type Cohorts = NonNullable<Report['cohorts']>;

export function cohortsView(cohorts: Cohorts, pen: Pen): CohortsView {
  const months = monthsOf(cohorts);
  const lowest = lowestOf(cohorts, months);
  const rows = cohorts.rows.slice(-mostCohorts).map((row) => ({
    cohort: pen.period(row.cohort, 'short'),
    size: pen.count(row.size),
    cells: untilNow(months.map((month) => cell(row.retained[month] ?? null, month, lowest, pen))),
  }));
  return {
    title: pen.title(cohorts.title),
    months: months.map((month) => ({ label: `${month}`, wide: isWide(month) })),
    rows,
    note: pen.t(
      'Share of customers kept, in %, by months since their first payment. Every cohort and month is in kpis.csv.',
    ),
  };
}

/** Without month 0, in which everyone is there. */
function monthsOf({ rows }: Cohorts): number[] {
  const longest = Math.max(0, ...rows.map((row) => row.retained.length - 1));
  return Array.from({ length: Math.min(longest, lastMonth) }, (_, index) => index + 1);
}

/** Without the months that are still to come: a hundred empty cells weigh more than the rest. */
function untilNow(cells: readonly Cell[]): readonly Cell[] {
  return cells.slice(0, cells.findLastIndex(({ shade }) => shade !== null) + 1);
}

function isWide(month: number): boolean {
  return !keyMonths.includes(month);
}

function lowestOf({ rows }: Cohorts, months: readonly number[]): number {
  const known = rows.flatMap((row) => months.map((month) => row.retained[month] ?? 100));
  return Math.min(100, ...known);
}

/** Shades span from the lowest share to 100, since retention rarely uses the lower half of the scale. */
function cell(share: number | null, month: number, lowest: number, pen: Pen): Cell {
  const wide = isWide(month);
  if (share === null) return { text: '', shade: null, colour: null, wide };
  const place = lowest === 100 ? 1 : (share - lowest) / (100 - lowest);
  const index = Math.min(shades.length - 1, Math.floor(place * shades.length));
  const text = pen.count(Math.round(share));
  return { text, shade: `${index}`, colour: shades[index] ?? null, wide };
}
