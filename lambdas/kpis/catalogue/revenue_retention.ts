import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { NotMeasurable, type Outcome, share } from '../outcome.ts';
import { billing, count, lost, noOpening, periodAndYear } from './billing_rates.ts';
import { revenue } from './recurring_revenue.ts';

/** Revenue kept, lost and won against what was there. */

export function netRetention(facts: Facts): Outcome {
  const [opening, expansion] = [revenue(facts, 'opening_mrr'), revenue(facts, 'expansion_mrr')];
  const losses =
    revenue(facts, 'contraction_mrr') +
    revenue(facts, 'paused_mrr') +
    revenue(facts, 'churned_mrr');
  return share(
    opening + expansion - losses,
    opening,
    noOpening,
    count(facts, 'customers_at_opening'),
  );
}

const grossRetention = (facts: Facts): Outcome =>
  share(
    revenue(facts, 'kept_mrr'),
    revenue(facts, 'opening_mrr'),
    noOpening,
    count(facts, 'customers_at_opening'),
  );

export const revenueRetention: readonly Kpi[] = [
  {
    ...billing,
    id: 'net_revenue_retention',
    label: 'Net revenue retention',
    question:
      'What is left of the revenue that we started with, growth of those customers included?',
    definition:
      'Opening MRR plus expansion, less contraction, pauses and churn, of opening MRR. Reactivation and new customers are out.',
    formula: '(opening + expansion − contraction − pause − churn) ÷ opening',
    direction: 'higher',
    windows: periodAndYear,
    byCurrency: true,
    stage: 'Value Realization',
    measure: netRetention,
  },
  {
    ...billing,
    id: 'gross_revenue_retention',
    label: 'Gross revenue retention',
    question: 'What is left of the revenue that we started with, without any growth?',
    definition:
      'The smaller of opening and closing MRR per account and currency, summed, of opening MRR; at most 100 %.',
    formula: 'Σ min(opening, closing) ÷ opening',
    direction: 'higher',
    windows: periodAndYear,
    byCurrency: true,
    measure: grossRetention,
  },
  {
    ...billing,
    id: 'net_revenue_churn',
    label: 'Net revenue churn',
    question: 'How much of the opening revenue was lost, net of growth? Below zero is good.',
    definition: '100 − net revenue retention.',
    formula: '100 − NRR',
    direction: 'lower',
    windows: periodAndYear,
    measure: (facts) => lost(netRetention(facts)),
  },
  {
    ...billing,
    id: 'gross_revenue_churn_rate',
    label: 'Gross revenue churn',
    question: 'How much of the opening revenue was lost, before growth?',
    definition: '100 − gross revenue retention.',
    formula: '100 − GRR',
    direction: 'lower',
    windows: periodAndYear,
    aliases: ['revenue_churn_rate', 'churn_rate_revenue'],
    measure: (facts) => lost(grossRetention(facts)),
  },
  {
    ...billing,
    id: 'quick_ratio',
    label: 'Quick ratio',
    question: 'How many units of MRR were won for each one lost?',
    definition: 'New, reactivated and expansion MRR over contraction and churned MRR.',
    formula: '(new + reactivation + expansion) ÷ (contraction + churn)',
    unit: 'ratio',
    direction: 'higher',
    windows: ['period'],
    needsSample: false,
    stage: 'Loyalty & Growth',
    measure: quickRatio,
  },
];

function quickRatio(facts: Facts): Outcome {
  const won =
    revenue(facts, 'new_mrr') +
    revenue(facts, 'reactivation_mrr') +
    revenue(facts, 'expansion_mrr');
  const gone = revenue(facts, 'contraction_mrr') + revenue(facts, 'churned_mrr');
  if (gone === 0n) throw new NotMeasurable('nothing was lost, so there is nothing to divide by');
  const ratio = share(won, gone, 'losses', count(facts, 'customers_at_opening'));
  return { ...ratio, value: ratio.value / 100 };
}
