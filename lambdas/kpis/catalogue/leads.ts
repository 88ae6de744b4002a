import type { Kpi } from '../kpi.ts';
import { countOf, dayMs, hourMs, medianOf, shareOf } from './kinds.ts';

/** Leads: how fast they are answered, and how far they get. */

const lead = {
  stage: 'Acquisition',
  windows: ['period'],
  tables: ['leads'],
  range: 'level',
  indicator: 'leading',
} as const;

const answered = {
  ...lead,
  tables: ['leads', 'activities'],
  unit: 'hours',
  direction: 'lower',
} as const;

export const leadKpis: readonly Kpi[] = [
  {
    ...answered,
    id: 'lead_response_time',
    label: 'Lead response time (median)',
    question: 'How long does a new lead wait for an answer from a person?',
    definition:
      'Median of the hours from the creation of the leads created in the period to their first answer: the time that the lead names, else the first outbound activity with it that was not automated and took place. Leads not answered by the end of the period stand beside it, as do mean and p90; negative durations are left out and counted.',
    formula: 'median(first answer by a person − created)',
    ...medianOf('lead_response', hourMs, 'answered leads among those created in the period'),
  },
  {
    ...answered,
    id: 'time_to_first_contact',
    label: 'Time to first contact (median)',
    question: 'How long does it take until a new lead hears from us at all?',
    definition:
      'Median of the hours from the creation of the leads created in the period to the first contact: the time that the lead names, else the first outbound activity with it that took place, automated ones included. Leads not contacted by the end of the period stand beside it, as do mean and p90; negative durations are left out and counted.',
    formula: 'median(first contact − created)',
    ...medianOf('lead_contact', hourMs, 'contacted leads among those created in the period'),
  },
  {
    ...lead,
    id: 'time_to_first_meeting',
    label: 'Time to first meeting (median)',
    question: 'How long does it take until a lead meets us?',
    definition:
      'Median of the days from the creation of a lead to its first meeting: the time that the lead names, else the first meeting with it that was completed. Of the meetings that took place in the period; negative durations are left out and counted.',
    formula: 'median(first meeting held − created)',
    unit: 'days',
    direction: 'lower',
    stage: 'Onboarding',
    tables: ['leads', 'activities'],
    ...medianOf('time_to_meeting', dayMs, 'leads with a first meeting in the period'),
  },
  {
    ...lead,
    id: 'time_to_pql_qualification',
    label: 'Time to PQL (median)',
    question: 'How long does it take until a lead qualifies by its use of the product?',
    definition:
      'Median of the days from the creation of a lead to its product qualification, of the leads qualified in the period; negative durations are left out and counted.',
    formula: 'median(product qualified − created)',
    unit: 'days',
    direction: 'lower',
    ...medianOf('time_to_pql', dayMs, 'leads product qualified in the period'),
  },
  {
    ...lead,
    id: 'mql_count',
    label: 'Marketing qualified leads',
    question: 'How many leads did marketing qualify?',
    definition: 'Leads that became marketing qualified in the period; each counts once.',
    formula: 'leads marketing qualified in the period',
    unit: 'count',
    direction: 'higher',
    ...countOf('mql'),
  },
  {
    ...lead,
    id: 'sql_count',
    label: 'Sales qualified leads',
    question: 'How many leads did sales qualify?',
    definition: 'Leads that became sales qualified in the period; each counts once.',
    formula: 'leads sales qualified in the period',
    unit: 'count',
    direction: 'higher',
    ...countOf('sql'),
  },
  {
    ...lead,
    id: 'conversion_rate',
    label: 'Lead conversion rate',
    question: 'Which share of the leads becomes a customer in time?',
    definition:
      'Leads that converted within the conversion window from their creation, of those whose window ended in the period. Leads not due yet stand beside it.',
    formula: 'converted within the window ÷ leads whose window ended in the period',
    unit: '%',
    direction: 'higher',
    indicator: 'lagging',
    settings: ['lead_conversion_days'],
    ...shareOf('lead_conversion', 'leads whose conversion window ended in the period'),
  },
];
