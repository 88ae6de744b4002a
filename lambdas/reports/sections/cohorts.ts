import { recordsOf } from '../../kpis/by_kpi.ts';
import type { KpiRecord } from '../../kpis/record.ts';
import { compare } from '../book.ts';
import type { Context } from '../context.ts';
import type { Prose, Report } from '../model.ts';
import { counted, percent } from '../words/figures.ts';
import { say } from '../words/say.ts';

type Cohorts = NonNullable<Report['cohorts']>;
type Row = Cohorts['rows'][number];

const mostRows = 12;

/** Ages at which retention is usually compared, oldest first. */
const ages = [12, 6, 3, 2, 1];

/** A share of one or two cohorts says more of them than of the customers. */
const enough = 3;

/** The last 12 cohorts; null without any, and in a scope, by which cohorts are not cut. */
export function cohortsOf({ records, period, scope }: Context): Cohorts | null {
  const cells = recordsOf('cohort_retention', records).filter(
    (record) => record.period === period.label && record.segment?.dimension === 'cohort',
  );
  const names = [...new Set(cells.map((cell) => nameAndAge(cell).cohort))].sort(compare);
  const rows = names.slice(-mostRows).map((cohort) => rowOf(cohort, cells));
  return rows.length === 0 || scope !== null ? null : { title: titleOf(rows), rows };
}

/** `2026-01+3`: those who first paid in January, three closings later. */
function nameAndAge({ segment }: KpiRecord): { cohort: string; age: number } {
  const [cohort = '', age = '0'] = segment?.value.split('+') ?? [];
  return { cohort, age: Number(age) };
}

function rowOf(cohort: string, all: readonly KpiRecord[]): Row {
  const cells = all.filter((cell) => nameAndAge(cell).cohort === cohort);
  const byAge = new Map(cells.map((cell) => [nameAndAge(cell).age, cell]));
  const oldest = Math.max(...byAge.keys());
  return {
    cohort,
    size: Math.max(...cells.map(({ denominator }) => denominator ?? 0)),
    retained: Array.from({ length: oldest + 1 }, (_, age) => byAge.get(age)?.value ?? null),
  };
}

function titleOf(rows: readonly Row[]): Prose {
  const age =
    ages.find((months) => old(rows, months).length >= enough) ??
    ages.find((months) => old(rows, months).length > 0);
  if (age === undefined) return say`No cohort is old enough yet to show who stays`;
  const seen = old(rows, age);
  const members = seen.reduce((sum, { size }) => sum + size, 0);
  const kept = seen.reduce((sum, row) => sum + (row.size * (row.retained[age] ?? 0)) / 100, 0);
  const claim = say`${percent(kept / members)} of ${counted(members, 'new customer')} stayed for ${counted(age, 'month')}`;
  const worst = seen.reduce((low, row) => (at(row, age) < at(low, age) ? row : low));
  if (seen.length === 1 || at(worst, age) >= 100 * (kept / members)) return claim;
  return say`${claim}; those of ${{ period: worst.cohort }} least, ${percent(at(worst, age) / 100)}`;
}

function old(rows: readonly Row[], age: number): readonly Row[] {
  return rows.filter(({ size, retained }) => size > 0 && (retained[age] ?? null) !== null);
}

function at(row: Row, age: number): number {
  return row.retained[age] ?? 0;
}
