import { parse } from 'csv-parse/sync';
import type { Explanation } from '../../lambdas/kpis/explain/explanation.ts';
import type { RowTable } from '../../lambdas/kpis/explain/row_table.ts';
import { excelCsv } from '../../lambdas/reports/excel_csv.ts';

/** What the file of a table of rows comes to, counted without the code that wrote it. */

export type FileRow = Readonly<Record<string, string>>;

/** The table as its file holds it. */
export const fileOf = (table: RowTable): FileRow[] =>
  parse(excelCsv(table.columns, table.rows), { bom: true, columns: true });

/** What a total says, counted anew from the file. */
export function counted(rows: readonly FileRow[], of: string, what: string): number {
  const own = rows.filter(({ fact }) => fact === undefined || fact === of);
  const add = (column: string) => own.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
  const count = (holds: (row: FileRow) => boolean) => own.filter(holds).length;
  switch (what) {
    case 'sum':
      return add(of);
    case 'amount':
      return add('amount');
    case 'members':
      return count(({ is_pending }) => is_pending !== 'true');
    case 'hits':
      return count(({ is_hit }) => is_hit === 'true');
    case 'pending':
      return count(({ is_pending }) => is_pending === 'true');
    case 'durations':
      return count((row) => durationOf(row) >= 0);
    case 'negative':
      return count((row) => durationOf(row) < 0);
    case 'customers with a score':
      return count((row) => row[of] !== '');
    default:
      return own.length;
  }
}

function durationOf(row: FileRow): number {
  const text = row.duration_days || row.duration_hours;
  return text ? Number(text) : Number.NaN;
}

/** What is no count of rows and no sum of a column: the formula makes it of several, and is checked above. */
export const made: Readonly<Record<string, string>> = {
  activation_progression_score: 'a share of each user’s steps, summed',
  average_customer_lifespan: 'days turned into months',
  community_growth_rate: 'members at the end less those at the start',
  converted_pql_lifetime_value: 'payments times the gross margin',
  customer_effort_score: 'distances over the width of the scale',
  customer_feedback_score: 'distances over the width of the scale',
  customer_retention_rate: 'the base less those lost',
  dau: 'over the days of the period',
  expansion_revenue_growth_rate: 'expansion of two periods',
  feature_adoption_velocity: 'times over the number of top features',
  forecasting_accuracy: 'the part of the forecast that was met',
  gross_revenue_churn_rate: 'opening less what was kept',
  mrr_growth_rate: 'closing less opening',
  net_promoter_score: 'promoters less detractors',
  net_revenue_churn: 'opening and movements together',
  net_revenue_retention: 'opening and movements together',
  onboarding_satisfaction_score: 'distances over the width of the scale',
  quick_ratio: 'gains and losses of several kinds',
  referral_retention_rate: 'the base less those lost',
  referred_account_net_revenue_retention: 'opening and movements together',
  stickiness: 'days of users over the days of the window',
  touchpoint_count: 'touches and tickets together',
  yoy_growth: 'MRR of two periods',
};

/** Whether both are among what can be counted or added up: members, hits, misses, sums of a column. */
export function isPlain({ records: [record], tables }: Explanation): boolean {
  const totals = tables.flatMap((table) => table.totals);
  const misses = totals
    .filter(({ what }) => what === 'hits')
    .flatMap(({ of, value }) =>
      totals
        .filter((total) => total.of === of && total.what === 'members')
        .map((members) => members.value - value),
    );
  const times = tables.flatMap(fileOf).map(durationOf);
  const time = times.filter((length) => length >= 0).reduce((sum, length) => sum + length, 0);
  const known = [0, time, ...totals.map(({ value }) => value), ...misses];
  return [record?.numerator ?? 0, record?.denominator ?? 0].every((number) =>
    known.some((one) => Math.abs(one - number) <= 1e-6 * Math.max(1, Math.abs(number))),
  );
}
