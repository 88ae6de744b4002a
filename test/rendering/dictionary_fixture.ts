import { catalogue } from '../../lambdas/kpis/catalogue/catalogue.ts';
import type { KpiRecord } from '../../lambdas/kpis/record.ts';
import { loadTemplates } from '../../lambdas/local/templates.ts';
import { type DictionaryOrder, renderDictionary } from '../../lambdas/rendering/dictionary.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';

const templates = await loadTemplates(new URL('../../templates', import.meta.url).pathname);

export function record(kpi: string, more: Partial<KpiRecord> = {}): KpiRecord {
  const { unit = '%' } = catalogue.find(({ id }) => id === kpi) ?? {};
  return {
    kpi,
    period: '2026-10',
    start: '2026-10-01',
    end: '2026-11-01',
    window: 'period',
    segment: null,
    value: 25,
    numerator: 12,
    denominator: 48,
    sample: 48,
    unit,
    status: 'measured',
    reason: null,
    ...more,
  };
}

const feature = (value: string, numerator: number) =>
  record('active_feature_usage_rate', {
    segment: { dimension: 'feature', value },
    numerator,
    value: (100 * numerator) / 48,
  });

export const hostile = '<script>alert(1)</script>';

const records: readonly KpiRecord[] = [
  record('activation_rate', { low: 14.9, high: 38.8, pending: 7 }),
  record('activation_rate', { period: '2026-09', value: 99, numerator: 99, denominator: 100 }),
  record('net_revenue_retention', { value: 104.5, numerator: 104_500, denominator: 100_000 }),
  record('net_revenue_retention', { window: 'trailing_12_months', value: 98.25 }),
  record('mrr', { value: 312_431.17, numerator: null, denominator: null, currency: 'EUR' }),
  record('time_to_value', { value: 3.25, denominator: 4, mean: 4.5, p90: 9, left_out: 0 }),
  record('championless_accounts', { value: 7, numerator: null, denominator: null, amount: 12_000 }),
  record('yoy_growth', {
    ...{ value: null, numerator: null, denominator: null, sample: null },
    ...{ status: 'not_measurable', reason: 'no comparable week a year ago' },
  }),
  feature('reports', 30),
  feature(hostile, 10),
];

export const order: DictionaryOrder = {
  kpis: catalogue,
  settings: parseSettings(
    JSON.stringify({
      company: `Alpine ${hostile}`,
      reporting_currency: 'EUR',
      definitions: { activation_window_days: 21, minimum_sample: 8 },
      scores: { churn_risk_score: { usage_ratio: { weight: 50 } } },
    }),
    'test',
  ),
  records,
  currency: 'EUR',
  period: { label: '2026-10', start: '2026-10-01', end: '2026-11-01' },
  snapshot: '2026-11-09',
};

export const page = renderDictionary(order, templates);
