import type { KpiText } from '../kpi.ts';
import type { ScoreId } from '../scores/scorecard.ts';

/** KPIs that are the mean of account scores; how each score is made stands in `scores/`. */

const score = {
  windows: ['period'],
  unit: 'score 0-100',
  indicator: 'leading',
  range: 'level',
  tables: ['subscription_periods'],
  needsSample: true,
} as const;

const formula = 'Σ weight × signal ÷ Σ weight present, mean over customers';
const mean = 'Mean over the customers at closing that have a score.';

export const scoreKpis: Readonly<Record<ScoreId, KpiText>> = {
  customer_health_score: {
    ...score,
    id: 'customer_health_score',
    label: 'Customer health',
    question: 'How well are our customers?',
    definition: `Weighted mean per account of use of seats, use against usual, breadth, NPS, open tickets, touches and overdue invoices. ${mean} Green from 70, red below 40.`,
    settings: ['health_green_from', 'health_amber_from'],
    formula,
    direction: 'higher',
    stage: 'Retention',
  },
  churn_risk_score: {
    ...score,
    id: 'churn_risk_score',
    label: 'Churn risk',
    question: 'How likely are customers to leave? High is bad.',
    definition: `Weighted mean per account of fallen use, no logins, low answers, tickets, overdue invoices, a near end and no champion touched. ${mean}`,
    settings: ['at_risk_from', 'login_events'],
    formula,
    direction: 'lower',
    stage: 'Retention',
  },
  expansion_opportunity_score: {
    ...score,
    id: 'expansion_opportunity_score',
    label: 'Expansion opportunity',
    question: 'How ready are customers to buy more?',
    definition: `Weighted mean per account of use of seats, growing use, use of expansion features, open upsell deals and health. ${mean}`,
    settings: ['expansion_from'],
    formula,
    direction: 'higher',
    stage: 'Loyalty & Growth',
  },
  customer_engagement_score: {
    ...score,
    id: 'customer_engagement_score',
    label: 'Customer engagement',
    question: 'How much do customers deal with the product and with us?',
    definition: `Weighted mean per account of logins per active user, use of seats, breadth, touches and answered surveys. ${mean}`,
    settings: ['login_events'],
    formula,
    direction: 'higher',
    stage: 'Adoption',
  },
  expansion_readiness_index: {
    ...score,
    id: 'expansion_readiness_index',
    label: 'Expansion readiness',
    question: 'Which customers are in a state in which growing makes sense?',
    definition: `Weighted mean per account of health, time as a customer, breadth, use of seats and a champion touched. Unlike expansion opportunity it looks at fitness, not at signs of demand. ${mean}`,
    formula,
    direction: 'higher',
    stage: 'Loyalty & Growth',
  },
  referral_readiness_score: {
    ...score,
    id: 'referral_readiness_score',
    label: 'Referral readiness',
    question: 'How ready are customers to recommend us?',
    definition: `Weighted mean per account of health, promoters among the latest answers, time as a customer, acts of advocacy and use of seats. ${mean}`,
    settings: ['referral_ready_from'],
    formula,
    direction: 'higher',
    stage: 'Loyalty & Growth',
  },
  relationship_depth_score: {
    ...score,
    id: 'relationship_depth_score',
    label: 'Relationship depth',
    question: 'How many of the right people at our customers do we really talk to?',
    definition: `Weighted mean per account of contacts touched, distinct personas among them, days since a two-way touch and a decision maker or business owner touched. ${mean}`,
    formula,
    direction: 'higher',
    stage: 'Value Realization',
  },
  adoption_score: {
    ...score,
    id: 'adoption_score',
    label: 'Adoption (breadth and depth)',
    question: 'How far has the product come into customers’ daily work?',
    definition: `Weighted mean per account of features used, seats used and days on which an active user is active, over 30 days. ${mean}`,
    formula,
    direction: 'higher',
    stage: 'Adoption',
  },
};
