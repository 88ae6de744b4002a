import type { Facts } from '../facts.ts';
import type { Outcome } from '../outcome.ts';

/** What the KPIs over recurring revenue share. */

export const billing = {
  tables: ['subscription_periods'],
  measures: ['recurring_revenue'],
  range: 'level',
  needsSample: true,
  unit: '%',
  stage: 'Retention',
  indicator: 'lagging',
} as const;

export const periodAndYear = ['period', 'trailing_12_months'] as const;
export const noOpening = 'customers paying at opening';

export const count = (facts: Facts, column: string) => facts.count('recurring_revenue', column);

/** Keeps numerator and denominator of a share and turns its value round. */
export const lost = (kept: Outcome): Outcome => ({
  ...kept,
  value: 100 - kept.value,
  ...(kept.numerator !== undefined && kept.denominator !== undefined
    ? { numerator: kept.denominator - kept.numerator }
    : {}),
  ...(kept.low !== undefined && kept.high !== undefined
    ? { low: 100 - kept.high, high: 100 - kept.low }
    : {}),
});
