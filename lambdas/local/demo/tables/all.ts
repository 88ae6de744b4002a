import type { Cast } from '../story/cast.ts';
import type { World } from '../world.ts';
import { accountLinkRows, accountRows } from './accounts.ts';
import { activityRows } from './activities.ts';
import type { Row } from './cells.ts';
import { csmTimeRows, featureRows, spendRows } from './company.ts';
import { contractRows } from './contracts.ts';
import { fxRateRows } from './fx_rates.ts';
import { invoiceRows } from './invoices.ts';
import { leadRows } from './leads.ts';
import { onboardingMilestoneRows } from './milestones.ts';
import { opportunityHistoryRows, opportunityRows } from './opportunities.ts';
import { contactRows, userRows } from './people.ts';
import { referralPromptRows, referralRows } from './referrals.ts';
import { subscriptionPeriodRows, trialRows } from './subscriptions.ts';
import { successPlanRows } from './success_plans.ts';
import { surveyResponseRows } from './surveys.ts';
import { ticketRows } from './tickets.ts';
import { advocacyActRows, communityMemberRows, mentionRows } from './voice.ts';

/** Rows of one account, by table. */
export const accountTables: Readonly<Record<string, (cast: Cast) => readonly Row[]>> = {
  accounts: accountRows,
  account_links: accountLinkRows,
  contacts: contactRows,
  users: userRows,
  subscription_periods: subscriptionPeriodRows,
  trials: trialRows,
  invoices: invoiceRows,
  contracts: contractRows,
  opportunities: opportunityRows,
  opportunity_history: opportunityHistoryRows,
  leads: leadRows,
  activities: activityRows,
  tickets: ticketRows,
  survey_responses: surveyResponseRows,
  onboarding_milestones: onboardingMilestoneRows,
  referrals: referralRows,
  referral_prompts: referralPromptRows,
  community_members: communityMemberRows,
  mentions: mentionRows,
  advocacy_acts: advocacyActRows,
  success_plans: successPlanRows,
};

/** Rows of the company, by table. */
export const companyTables: Readonly<Record<string, (world: World) => readonly Row[]>> = {
  features: featureRows,
  fx_rates: fxRateRows,
  spend: spendRows,
  csm_time: csmTimeRows,
};
