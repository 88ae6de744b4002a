import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { NotMeasurable, quotient, total } from '../outcome.ts';

/** Who uses the product, how often and how widely. */

const usage = {
  stage: 'Adoption',
  tables: ['events', 'events.user_id'],
  measures: ['usage'],
  range: 'level',
  unit: 'count',
  direction: 'higher',
  indicator: 'leading',
} as const;

const activeUsers = (facts: Facts) => facts.count('usage', 'active_users');
const userDays = (facts: Facts) => facts.count('usage', 'active_user_days');

export const usageKpis: readonly Kpi[] = [
  {
    ...usage,
    id: 'dau',
    label: 'DAU',
    question: 'How many users are active on an average day?',
    definition:
      'Distinct users with at least one event on a day, mean over all days of the period.',
    formula: 'Σ daily active users ÷ days',
    windows: ['period'],
    measure: (facts) => quotient(userDays(facts), facts.days, 'days'),
  },
  {
    ...usage,
    id: 'wau',
    label: 'WAU',
    question: 'How many users were active in the last seven days?',
    definition: 'Distinct users with at least one event in the 7 days that end with the period.',
    formula: 'distinct active users of 7 days',
    windows: ['trailing_7_days'],
    measure: (facts) => total(activeUsers(facts)),
  },
  {
    ...usage,
    id: 'mau',
    label: 'MAU',
    question: 'How many users were active in the last thirty days?',
    definition: 'Distinct users with at least one event in the 30 days that end with the period.',
    formula: 'distinct active users of 30 days',
    windows: ['trailing_30_days'],
    measure: (facts) => total(activeUsers(facts)),
  },
  {
    ...usage,
    id: 'stickiness',
    label: 'Stickiness (DAU/MAU)',
    question: 'On how many of their days do active users come back?',
    definition: 'Mean daily active users of the 30 days that end with the period, over MAU.',
    formula: 'mean DAU of 30 days ÷ MAU',
    unit: 'ratio 0..1',
    windows: ['trailing_30_days'],
    needsSample: true,
    measure: (facts) =>
      quotient(userDays(facts) / facts.days, activeUsers(facts), 'active users in 30 days'),
  },
  {
    ...usage,
    id: 'license_utilization',
    label: 'Licence utilisation',
    question: 'Which share of the seats that customers pay for is used?',
    definition:
      'Distinct users active in the 30 days that end with the period, of the seats of all counting spans at closing.',
    formula: 'active users of 30 days ÷ purchased seats',
    unit: '%',
    windows: ['trailing_30_days'],
    tables: ['events', 'events.user_id', 'subscription_periods'],
    measures: ['usage', 'recurring_revenue'],
    needsSample: true,
    measure: (facts) => {
      const seats = facts.countAtClosing('recurring_revenue', 'seats');
      if (seats === 0) throw new NotMeasurable('no counting span names its seats');
      return quotient(activeUsers(facts), seats, 'seats', { factor: 100 });
    },
  },
];
