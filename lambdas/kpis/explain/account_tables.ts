import type { Definitions } from '../../settings/definitions.ts';
import type { ScoreOverrides } from '../../settings/scores.ts';
import type { PatternKpi } from '../patterns/pattern.ts';
import type { AccountState } from '../scores/account_scores.ts';
import { rulesInForce, type SignalRule } from '../scores/definitions.ts';
import type { Score, ScoreId } from '../scores/scorecard.ts';
import { evidenceOf } from './evidence.ts';
import type { Cell, RowTable } from './row_table.ts';

type Field = readonly [column: string, cell: Cell];

/** Customers with their score and what each signal gave to it. */
export function scoreTable(
  id: ScoreId,
  customers: readonly AccountState[],
  overrides: ScoreOverrides,
): RowTable {
  const rules = rulesInForce(id, overrides);
  const rows = customers.map((state) => [
    ...who(state),
    ...scoreFields(id, state.scores[id], rules),
  ]);
  const scores = customers.flatMap(({ scores }) => scores[id].value ?? []);
  return accountTable(rows, [
    { at: '', of: id, what: 'sum', value: scores.reduce((sum, value) => sum + value, 0) },
    { at: '', of: id, what: 'customers with a score', value: scores.length },
  ]);
}

/** Customers, whether each shows the pattern, and what that was judged by. */
export function patternTable(
  kpi: PatternKpi,
  customers: readonly AccountState[],
  definitions: Definitions,
): RowTable {
  const evidence = evidenceOf(customers, (state) => kpi.holds(state, definitions));
  const rows = customers.map((state) => [
    ...who(state),
    ['is_hit', kpi.holds(state, definitions)] as const,
    ['customer_health_score', state.scores.customer_health_score.value] as const,
    ['churn_risk_score', state.scores.churn_risk_score.value] as const,
    ...evidence(state),
  ]);
  const hits = customers.filter((state) => kpi.holds(state, definitions) === true);
  return accountTable(rows, [
    { at: '', of: kpi.id, what: 'hits', value: hits.length },
    { at: '', of: kpi.id, what: 'customers', value: customers.length },
  ]);
}

function who({ accountId, account, standing }: AccountState): readonly Field[] {
  const text = (column: string) => (typeof account[column] === 'string' ? account[column] : null);
  return [
    ['account_id', accountId],
    ['account', text('name')],
    ['csm', text('csm')],
    ['mrr', standing.mrr],
  ];
}

function scoreFields(id: ScoreId, score: Score, rules: readonly SignalRule[]): readonly Field[] {
  return [
    [id, score.value],
    ['share_of_weight_present', score.present],
    ...rules.flatMap(({ signal }): readonly Field[] => {
      const reading = score.readings.find((one) => one.signal === signal);
      return [
        [signal, reading?.value ?? null],
        [`${signal}_points`, reading?.points ?? null],
        [`${signal}_share`, reading?.share ?? null],
      ];
    }),
  ];
}

function accountTable(rows: readonly (readonly Field[])[], totals: RowTable['totals']): RowTable {
  const columns = [...new Map(rows.flat()).keys()];
  return {
    name: 'accounts',
    query: null,
    sql: null,
    columns,
    rows: rows.map((row) => {
      const cells = new Map(row);
      return columns.map((column) => cells.get(column) ?? null);
    }),
    totals,
  };
}
