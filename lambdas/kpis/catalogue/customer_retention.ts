import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { type Outcome, proportion, quotient, total } from '../outcome.ts';
import { billing, count, lost, noOpening, periodAndYear } from './billing_rates.ts';

/** Customers kept and lost. */

/** Of those paying or paused at opening. */
export const customerChurn = (facts: Facts): Outcome =>
  proportion(count(facts, 'lost_accounts'), count(facts, 'base_accounts'), 'customers at opening');

export const customerRetention: readonly Kpi[] = [
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
    settings: ['involuntary_end_reasons'],
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
];

const daysAMonth = 30.4375;

/** Months from first payment to last loss, mean over the customers lost so far. */
export function lifespan(facts: Facts): Outcome {
  const [days, lostCustomers] = [
    facts.count('customer_lifespan', 'days_paid'),
    facts.count('customer_lifespan', 'lost_customers'),
  ];
  return quotient(days / daysAMonth, lostCustomers, 'customers lost so far');
}
