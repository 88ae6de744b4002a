import type { Kpi, KpiText } from '../kpi.ts';
import { customerRetention } from './customer_retention.ts';
import { movements } from './movements.ts';
import { onboardingKpis } from './onboarding.ts';
import { recurringRevenue } from './recurring_revenue.ts';
import { revenueGrowth } from './revenue_growth.ts';
import { revenueRetention } from './revenue_retention.ts';
import { atRiskCustomers, scoreKpis } from './scores.ts';
import { supportKpis } from './support.ts';
import { surveyKpis } from './surveys.ts';
import { tableKpis } from './tables.ts';
import { usageKpis } from './usage.ts';

/** KPIs that are one number per segment. */
export const numberKpis: readonly Kpi[] = [
  ...recurringRevenue,
  ...movements,
  ...revenueRetention,
  ...customerRetention,
  ...revenueGrowth,
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
