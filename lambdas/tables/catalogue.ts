import { contracts, fxRates, invoices, spend, subscriptionPeriods, trials } from './billing.ts';
import { type Column, provenance, type Table } from './column.ts';
import { accountLinks, accounts, contacts, successPlans, users } from './customers.ts';
import {
  activities,
  advocacyActs,
  communityMembers,
  csmTime,
  mentions,
  surveyResponses,
} from './engagement.ts';
import { events, features, onboardingMilestones, tickets } from './product.ts';
import { leads, opportunities, opportunityHistory, referralPrompts, referrals } from './sales.ts';

/** Every canonical table, in the order of dependence: accounts first, facts after. */
export const tables: readonly Table[] = [
  accounts,
  accountLinks,
  contacts,
  users,
  successPlans,
  subscriptionPeriods,
  trials,
  invoices,
  contracts,
  fxRates,
  spend,
  opportunities,
  opportunityHistory,
  leads,
  referrals,
  referralPrompts,
  activities,
  csmTime,
  surveyResponses,
  communityMembers,
  mentions,
  advocacyActs,
  events,
  features,
  onboardingMilestones,
  tickets,
];

const byName = new Map(tables.map((table) => [table.name, table]));

export function findTable(name: string): Table | undefined {
  return byName.get(name);
}

/** The table's own columns and the provenance that every row carries, in file order. */
export function allColumns(table: Table): Readonly<Record<string, Column>> {
  return { ...provenance, ...table.columns };
}
