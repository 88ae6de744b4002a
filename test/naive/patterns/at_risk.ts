import { compare, decimal } from '../fraction.ts';
import { type NaiveRecord, notMeasurable } from '../record.ts';
import type { Book } from './book.ts';

/** Customers with red health or a high churn risk; those without either score are not judged. */
export function atRisk({ scored, rules, countWithMrr }: Book): NaiveRecord {
  const scores = scored.map(({ account_id, scores }) => ({
    account: account_id,
    health: scores.customer_health_score.exact,
    risk: scores.churn_risk_score.exact,
  }));
  const judged = scores.filter(({ health, risk }) => health ?? risk);
  if (judged.length === 0) return notMeasurable({ kpi: 'at_risk_customers' });
  const flagged = judged.filter(({ health, risk }) => {
    const isRed = health !== null && compare(health, decimal(rules.redBelow)) < 0;
    return isRed || (risk !== null && compare(risk, decimal(rules.atRiskFrom)) >= 0);
  });
  const accounts = flagged.map(({ account }) => account);
  return countWithMrr('at_risk_customers', accounts);
}
