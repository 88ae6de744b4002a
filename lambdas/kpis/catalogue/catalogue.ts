import type { Kpi, KpiText, TableKpi } from '../kpi.ts';
import { patternKpis } from '../patterns/catalogue.ts';
import { acquisitionKpis } from './acquisition.ts';
import { activationKpis, activationTables } from './activation.ts';
import { advocacyKpis } from './advocacy.ts';
import { cohortKpis } from './cohorts.ts';
import { customerRetention } from './customer_retention.ts';
import { customerValueKpis } from './customer_value.ts';
import { expansionKpis } from './expansion.ts';
import { featureTables, featureUseKpis } from './feature_use.ts';
import { firstStepKpis, firstStepTables } from './first_steps.ts';
import { leadKpis } from './leads.ts';
import { leaverKpis, leaverTables } from './leavers.ts';
import { movements } from './movements.ts';
import { newcomerTables } from './newcomers.ts';
import { onboardingKpis, onboardingTables } from './onboarding.ts';
import { recurringRevenue } from './recurring_revenue.ts';
import { referralProgramKpis } from './referral_program.ts';
import { inviterKpis, referralConversionKpis, referredDealKpis } from './referrals.ts';
import { referredCustomerKpis } from './referred_customers.ts';
import { relationshipKpis } from './relationship.ts';
import { renewalKpis, renewalTables } from './renewals.ts';
import { revenueGrowth } from './revenue_growth.ts';
import { revenueQualityKpis } from './revenue_quality.ts';
import { revenueRetention } from './revenue_retention.ts';
import { scoreKpis } from './scores.ts';
import { startTimes } from './start_times.ts';
import { supportKpis } from './support.ts';
import { surveyKpis } from './surveys.ts';
import { trialKpis } from './trials.ts';
import { usageKpis } from './usage.ts';
import { voiceKpis } from './voice.ts';
import { workloadKpis, workloadTables } from './workload.ts';

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
  ...featureUseKpis,
  ...firstStepKpis,
  ...startTimes,
  ...onboardingKpis,
  ...activationKpis,
  ...relationshipKpis,
  ...workloadKpis,
  ...voiceKpis,
  ...advocacyKpis,
  ...referralProgramKpis,
  ...referralConversionKpis,
  ...inviterKpis,
  ...referredDealKpis,
  ...referredCustomerKpis,
  ...leadKpis,
  ...acquisitionKpis,
  ...trialKpis,
  ...customerValueKpis,
  ...renewalKpis,
  ...expansionKpis,
  ...leaverKpis,
  ...revenueQualityKpis,
];

/** KPIs that are a table, and the rows of those that have a total too. */
export const tableKpis: readonly TableKpi[] = [
  ...featureTables,
  ...cohortKpis,
  ...firstStepTables,
  ...onboardingTables,
  ...activationTables,
  ...workloadTables,
  ...newcomerTables,
  ...renewalTables,
  ...leaverTables,
];

/** Every KPI once, as people read it. */
export const catalogue: readonly KpiText[] = [
  ...new Map(
    [...numberKpis, ...tableKpis, ...Object.values(scoreKpis), ...patternKpis].map((kpi) => [
      kpi.id,
      kpi,
    ]),
  ).values(),
];
