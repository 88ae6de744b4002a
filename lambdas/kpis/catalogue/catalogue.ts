import type { Kpi, KpiText } from '../kpi.ts';
import { onboardingKpis } from './onboarding.ts';
import { recurringRevenue } from './recurring_revenue.ts';
import { retention } from './retention.ts';
import { atRiskCustomers, scoreKpis } from './scores.ts';
import { supportKpis } from './support.ts';
import { surveyKpis } from './surveys.ts';
import { tableKpis } from './tables.ts';
import { usageKpis } from './usage.ts';

/** KPIs that are one number per segment. */
export const numberKpis: readonly Kpi[] = [
  ...recurringRevenue,
  ...retention,
  ...supportKpis,
  ...surveyKpis,
  ...usageKpis,
  ...onboardingKpis,
];

/** Every KPI, as people read it. */
export const catalogue: readonly KpiText[] = [
  ...numberKpis,
  ...tableKpis,
  ...Object.values(scoreKpis),
  atRiskCustomers,
];
