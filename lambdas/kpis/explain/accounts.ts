import type { Settings } from '../../settings/schema.ts';
import { scoreKpis } from '../catalogue/scores.ts';
import { all, type Grounds, label, type SegmentValue } from '../evaluation.ts';
import type { KpiText } from '../kpi.ts';
import { NotMeasurable, type Outcome, proportion, quotient } from '../outcome.ts';
import { patternKpis } from '../patterns/catalogue.ts';
import type { PatternKpi } from '../patterns/pattern.ts';
import { recordOf } from '../recording.ts';
import type { AccountState } from '../scores/account_scores.ts';
import type { Membership } from '../scores/customer_tally.ts';
import { type ScoreId, scoreIds } from '../scores/scorecard.ts';
import { patternTable, scoreTable } from './account_tables.ts';
import type { Explanation, Question } from './explanation.ts';
import type { RowTable } from './row_table.ts';

/** Accounts as they were judged at the cut-off. */
export interface Judged {
  readonly evaluation: Grounds;
  readonly settings: Settings;
  readonly states: () => Promise<readonly AccountState[]>;
  readonly membership: Membership;
}

/** Accounts behind a score or a pattern; null for KPIs that are made of measures. */
export async function explainAccounts(step: Judged, asked: Question): Promise<Explanation | null> {
  const score = scoreIds.find((id) => id === asked.kpi.id);
  const pattern = patternKpis.find(({ id }) => id === asked.kpi.id);
  if (score === undefined && pattern === undefined) return null;
  const customers = await customersOf(step, asked.segment ?? all);
  const { scores, definitions } = step.settings;
  if (score !== undefined) {
    const table = scoreTable(score, customers, scores);
    return explained(step, asked, scoreKpis[score], table, () => meanOf(table, score));
  }
  if (pattern === undefined) return null;
  const table = patternTable(pattern, customers, definitions);
  return explained(step, asked, pattern, table, () => shareOf(table, pattern));
}

async function customersOf(
  { states, membership }: Judged,
  { dimension, value }: SegmentValue,
): Promise<readonly AccountState[]> {
  const isIn = ({ accountId }: AccountState) =>
    membership.get(accountId)?.some((of) => of.dimension === dimension && of.value === value);
  return (await states()).filter((state) => state.standing.isCustomer && isIn(state));
}

function explained(
  { evaluation }: Judged,
  { segment }: Question,
  kpi: KpiText,
  table: RowTable,
  fromRows: () => Outcome,
): Explanation {
  const own = evaluation.plan.periods.length - 1;
  const place = label(evaluation, own, 'period', segment ?? all);
  return { records: [recordOf(kpi, fromRows, place)], tables: [table] };
}

/** From the cells alone: what the file says must give the number. */
function meanOf({ rows, columns }: RowTable, score: ScoreId): Outcome {
  const scores = rows.flatMap((row) => row[columns.indexOf(score)] ?? []).map(Number);
  const sum = scores.reduce((total, value) => total + value, 0);
  return quotient(sum, scores.length, 'customers with a score');
}

function shareOf({ rows, columns }: RowTable, kpi: PatternKpi): Outcome {
  const known = rows.filter((row) => row[columns.indexOf('is_hit')] !== null);
  const hits = known.filter((row) => row[columns.indexOf('is_hit')] === true);
  if (known.length === 0) throw new NotMeasurable('nothing is known of any customer');
  if (kpi.unit === '%') return proportion(hits.length, rows.length, 'customers at closing');
  const amount = hits.reduce((sum, row) => sum + Number(row[columns.indexOf('mrr')] ?? 0), 0);
  return kpi.unit === 'count' ? { value: hits.length } : { value: hits.length, amount };
}
