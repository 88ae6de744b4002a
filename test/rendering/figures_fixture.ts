import type { Figure } from '../../lambdas/reports/model.ts';

export const usd = (value: number, signed = false): Figure => ({
  value,
  unit: 'money/month',
  currency: 'USD',
  ...(signed ? { signed } : {}),
});
export const percent = (value: number): Figure => ({ value, unit: '%' });
export const points = (value: number): Figure => ({ value, unit: 'points', signed: true });
export const count = (value: number): Figure => ({ value, unit: 'count' });
export const score = (value: number): Figure => ({ value, unit: 'score 0-100' });
export const money = (value: number) => ({ figure: usd(value) });
export const share = (value: number) => ({ figure: percent(value) });
export const number = (value: number) => ({ figure: count(value) });
