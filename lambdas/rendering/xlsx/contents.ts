import { z } from 'zod';
import type { KpiRecord } from '../../kpis/record.ts';
import { type Scorecard, scoreIds } from '../../kpis/scores/scorecard.ts';
import { byMrr } from '../../reports/book.ts';
import { type Action, action } from '../../reports/model.ts';
import { said } from '../../reports/prose.ts';
import { reasonOf } from '../../reports/words/kpi_reasons.ts';

const total = z.object({
  kpi: z.string(),
  window: z.string(),
  period: z.string(),
  start: z.iso.date(),
  end: z.iso.date(),
  value: z.number().nullable(),
  unit: z.string(),
  currency: z.string().optional(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  sample: z.number().nullable(),
  judged: z.boolean().optional(),
  status: z.enum(['measured', 'not_measurable', 'no_data_source']),
  reason: said.nullable(),
});
export type Total = z.infer<typeof total>;

const known = z.number().nullable();
const words = z.string().nullable();
const tier = z.enum(['green', 'amber', 'red']).nullable();

const accountRow = z.object({
  account_id: z.string(),
  name: z.string(),
  csm: words,
  segment: words,
  plan: words,
  region: words,
  is_customer: z.boolean(),
  is_lost: z.boolean(),
  mrr: known,
  opening_mrr: known,
  tier,
  previous_tier: tier,
  at_risk: z.boolean(),
  scores: z.record(z.enum(scoreIds), known),
  churn_risk_before: known,
  facts: z.object({
    days_to_renewal: known,
    days_since_login: known,
    days_since_touch: known,
    open_tickets: known,
  }),
});
export type AccountRow = z.infer<typeof accountRow>;

/** What a workbook holds beside the report itself: raw values, cut to the scope of its readers. */
export const contents = z.object({
  totals: z.array(total),
  /** Most MRR first. */
  accounts: z.array(accountRow),
  /** All that the rules fired, in the report's order. */
  actions: z.array(action),
});
export type Contents = z.infer<typeof contents>;

export function contentsOf(
  records: readonly KpiRecord[],
  accounts: readonly Scorecard[],
  actions: readonly Action[],
): Contents {
  const totals = records.filter(({ segment }) => segment === null);
  return {
    totals: totals.map((record) => total.parse({ ...record, reason: reasonOf(record) })),
    accounts: [...accounts].sort(byMrr).map(accountOf),
    actions: [...actions],
  };
}

function accountOf({ scores, previous, ...account }: Scorecard): AccountRow {
  const values = scoreIds.map((id) => [id, scores[id].value]);
  return accountRow.parse({
    ...account,
    scores: Object.fromEntries(values),
    churn_risk_before: previous.churn_risk_score,
  });
}
