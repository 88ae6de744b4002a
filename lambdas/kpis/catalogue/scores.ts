import type { KpiText } from '../kpi.ts';
import type { ScoreId } from '../scores/scorecard.ts';

/** KPIs that are the mean of account scores; how each score is made stands in `scores/`. */

const score = {
  windows: ['period'],
  unit: 'score 0-100',
  indicator: 'leading',
  range: 'level',
  tables: ['subscription_periods'],
} as const;

const mean = 'Mean over the customers at closing that have a score.';

export const scoreKpis: Readonly<Record<ScoreId, KpiText>> = {
  customer_health_score: {
    ...score,
    id: 'customer_health_score',
    label: 'Customer health',
    question: 'How well are our customers?',
    definition: `Weighted mean per account of use of seats, use against usual, breadth, NPS, open tickets, touches and overdue invoices. ${mean} Green from 70, red below 40.`,
    formula: 'Σ weight × signal ÷ Σ weight present, mean over customers',
    direction: 'higher',
    stage: 'Retention',
  },
  churn_risk_score: {
    ...score,
    id: 'churn_risk_score',
    label: 'Churn risk',
    question: 'How likely are customers to leave? High is bad.',
    definition: `Weighted mean per account of fallen use, no logins, low answers, tickets, overdue invoices, a near end and no champion touched. ${mean}`,
    formula: 'Σ weight × signal ÷ Σ weight present, mean over customers',
    direction: 'lower',
    stage: 'Retention',
  },
  expansion_opportunity_score: {
    ...score,
    id: 'expansion_opportunity_score',
    label: 'Expansion opportunity',
    question: 'How ready are customers to buy more?',
    definition: `Weighted mean per account of use of seats, growing use, use of expansion features, open upsell deals and health. ${mean}`,
    formula: 'Σ weight × signal ÷ Σ weight present, mean over customers',
    direction: 'higher',
    stage: 'Loyalty & Growth',
  },
};

export const atRiskCustomers: KpiText = {
  ...score,
  id: 'at_risk_customers',
  label: 'At-risk customers',
  question: 'How many customers are in danger, and how much do they pay?',
  definition:
    'Customers at closing with red health, or a churn risk from 70 on; their MRR beside it.',
  formula: 'customers with red health or churn risk ≥ 70',
  unit: 'count (MRR at stake beside it)',
  direction: 'lower',
  stage: 'Retention',
};
