import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { NotMeasurable, type Outcome, proportion, quotient, share, total } from '../outcome.ts';
import { netNew, revenue } from './recurring_revenue.ts';

/** Rates of revenue and of customers kept, lost and won. */

const billing = {
  tables: ['subscription_periods'],
  measures: ['recurring_revenue'],
  range: 'level',
  needsSample: true,
  unit: '%',
  stage: 'Retention',
  indicator: 'lagging',
} as const;

const periodAndYear = ['period', 'trailing_12_months'] as const;
const noOpening = 'customers paying at opening';

const count = (facts: Facts, column: string) => facts.count('recurring_revenue', column);

/** Keeps numerator and denominator of a share and turns its value round. */
const lost = (kept: Outcome): Outcome => ({
  ...kept,
  value: 100 - kept.value,
  ...(kept.numerator !== undefined && kept.denominator !== undefined
    ? { numerator: kept.denominator - kept.numerator }
    : {}),
  ...(kept.low !== undefined && kept.high !== undefined
    ? { low: 100 - kept.high, high: 100 - kept.low }
    : {}),
});

function netRetention(facts: Facts): Outcome {
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

const customerChurn = (facts: Facts): Outcome =>
  proportion(count(facts, 'lost_accounts'), count(facts, 'base_accounts'), 'customers at opening');

export const retention: readonly Kpi[] = [
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
    id: 'customers',
    label: 'Customers',
    question: 'How many accounts pay at the end of the period?',
    definition: 'Accounts with MRR above 0 at closing.',
    formula: 'accounts with closing MRR > 0',
    unit: 'count',
    direction: 'higher',
    windows: ['period'],
    range: 'change',
    needsSample: false,
    measure: (facts) => total(count(facts, 'customers')),
  },
  {
    ...billing,
    id: 'customer_churn_rate',
    label: 'Customer churn rate',
    question: 'Which share of the customers did we lose?',
    definition:
      'Accounts paying or paused at opening and neither at closing, of those paying or paused at opening. By billing: a cancellation counts when the paid period ends.',
    formula: 'base at opening that is neither paying nor paused at closing ÷ base at opening',
    direction: 'lower',
    windows: periodAndYear,
    aliases: ['customer_churn_monthly'],
    measure: customerChurn,
  },
  {
    ...billing,
    id: 'customer_retention_rate',
    label: 'Customer retention rate',
    question: 'Which share of the customers did we keep?',
    definition: '100 − customer churn rate, on the same base.',
    formula: '100 − customer churn rate',
    direction: 'higher',
    windows: periodAndYear,
    aliases: ['logo_retention'],
    measure: (facts) => lost(customerChurn(facts)),
  },
  {
    ...billing,
    id: 'customer_downgrade_rate',
    label: 'Downgrade rate',
    question: 'Which share of the customers pays less than before, but still pays?',
    definition: 'Customers whose MRR fell net and is still above 0, of the customers at opening.',
    formula: 'customers with lower MRR above 0 ÷ customers at opening',
    direction: 'lower',
    indicator: 'leading',
    windows: ['period'],
    measure: (facts) =>
      proportion(
        count(facts, 'downgraded_customers'),
        count(facts, 'customers_at_opening'),
        noOpening,
      ),
  },
  {
    ...billing,
    id: 'involuntary_churn_rate',
    label: 'Involuntary churn rate',
    question: 'Which share did we lose to failed payments or closed businesses?',
    definition:
      'Lost accounts whose span that ended last ended for a failed payment or a closed business, on the base of customer churn.',
    formula: 'involuntarily lost accounts ÷ base at opening',
    direction: 'lower',
    windows: periodAndYear,
    measure: (facts) =>
      proportion(
        count(facts, 'involuntarily_lost_accounts'),
        count(facts, 'base_accounts'),
        'customers at opening',
      ),
  },
  {
    ...billing,
    id: 'average_customer_lifespan',
    label: 'Average customer lifespan',
    question: 'How long had the customers paid whom we have lost so far?',
    definition:
      'Mean time from first payment to last loss over all customers lost by the end, in months of 30.4375 days. Customers who stay are not in it, so it is biased low.',
    formula: 'Σ (last loss − first payment) ÷ lost customers',
    unit: 'months',
    direction: 'higher',
    windows: ['to_date'],
    measures: ['customer_lifespan'],
    measure: lifespan,
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
  {
    ...billing,
    id: 'mrr_growth_rate',
    label: 'MRR growth rate',
    question: 'By how much did MRR grow in the period?',
    definition: "Net new MRR of opening MRR, at the rates of the period's last day.",
    formula: '(closing − opening) ÷ opening',
    direction: 'higher',
    windows: ['period'],
    stage: 'Loyalty & Growth',
    measure: (facts) =>
      share(
        netNew(facts),
        revenue(facts, 'opening_mrr'),
        noOpening,
        count(facts, 'customers_at_opening'),
      ),
  },
  {
    ...billing,
    id: 'expansion_revenue_rate',
    label: 'Expansion revenue rate',
    question: 'Which share of MRR was won by expansion in the period?',
    definition: 'Expansion MRR of the period, of closing MRR.',
    formula: 'expansion MRR ÷ closing MRR',
    direction: 'higher',
    windows: ['period'],
    stage: 'Loyalty & Growth',
    measure: (facts) =>
      share(
        revenue(facts, 'expansion_mrr'),
        revenue(facts, 'closing_mrr'),
        'customers at closing',
        count(facts, 'customers'),
      ),
  },
  {
    ...billing,
    id: 'expansion_revenue_growth_rate',
    label: 'Expansion growth rate',
    question: 'Did expansion grow against the period before?',
    definition:
      'Change of expansion MRR against the period before, as that was reported, at its own rates.',
    formula: '(expansion − expansion before) ÷ expansion before',
    direction: 'higher',
    windows: ['period'],
    needsSample: false,
    stage: 'Loyalty & Growth',
    measure: (facts) =>
      growth(facts, facts.previous, 'expansion_mrr', 'expansion in the period before'),
  },
  {
    ...billing,
    id: 'yoy_growth',
    label: 'Year-on-year growth',
    question: 'How much more MRR is there than a year ago?',
    definition: 'Change of MRR against the same period of the year before, as that was reported.',
    formula: '(MRR − MRR a year ago) ÷ MRR a year ago',
    direction: 'higher',
    windows: ['period'],
    needsSample: false,
    stage: 'Operations',
    measure: (facts) => {
      if (!facts.lastYear) throw new NotMeasurable('no comparable week a year ago');
      return growth(facts, facts.lastYear, 'closing_mrr', 'MRR a year ago');
    },
  },
];

function growth(now: Facts, then: Facts | null, column: string, nothing: string): Outcome {
  if (!then) throw new NotMeasurable('the period before is not measured');
  const [is, was] = [revenue(now, column), revenue(then, column)];
  if (was === 0n) throw new NotMeasurable(`there was no ${nothing}`);
  return share(is - was, was, nothing, count(then, 'customers'));
}

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

const daysAMonth = 30.4375;

function lifespan(facts: Facts): Outcome {
  const [days, lostCustomers] = [
    facts.count('customer_lifespan', 'days_paid'),
    facts.count('customer_lifespan', 'lost_customers'),
  ];
  return quotient(days / daysAMonth, lostCustomers, 'customers lost so far');
}
