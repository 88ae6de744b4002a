import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { type Outcome, proportion, quotient } from '../outcome.ts';
import { hitRate, shareOf } from './kinds.ts';
import { shareOfCustomers } from './shares.ts';

/** How often and how well we are in touch with customers. */

const touch = {
  windows: ['period'],
  range: 'level',
  needsSample: true,
  indicator: 'leading',
  stage: 'Value Realization',
} as const;

export const relationshipKpis: readonly Kpi[] = [
  {
    ...touch,
    id: 'touchpoint_count',
    label: 'Touchpoints per customer',
    question: 'How often are we in touch with a customer?',
    definition:
      'Activities with customers that took place in the period (not those scheduled, cancelled or missed) and tickets that they created in it, per customer at its closing. An activity that names no account is its contact’s.',
    formula: '(touches + tickets of customers) ÷ customers',
    unit: 'count/account',
    direction: 'neutral',
    tables: ['activities', 'tickets', 'subscription_periods'],
    measures: ['recurring_revenue'],
    facts: ['touches', 'customer_tickets'],
    measure: (facts) =>
      quotient(
        facts.fact('touches').amount + facts.fact('customer_tickets').amount,
        facts.count('recurring_revenue', 'customers'),
        'customers at the closing of the period',
      ),
  },
  {
    ...touch,
    id: 'qbr_engagement_rate',
    label: 'QBR engagement',
    question: 'Which share of the customers has had its business review this quarter?',
    definition:
      'Customers at closing with a quarterly business review that took place in the fiscal quarter so far, of all customers, or of those in the segments that the settings name. Reviews scheduled, cancelled or missed do not count.',
    formula: 'customers with a QBR in the quarter so far ÷ customers due one',
    unit: '%',
    direction: 'higher',
    windows: ['quarter_to_date'],
    tables: ['activities', 'subscription_periods'],
    settings: ['qbr_segments'],
    ...shareOf('review_due', 'customers that are due a QBR'),
  },
  {
    ...touch,
    id: 'referral_intent_identified_in_qbrs',
    label: 'Referral intent in QBRs',
    question: 'In which share of the business reviews did the customer speak of referring us?',
    definition:
      'Quarterly business reviews of the fiscal quarter so far that are marked with an intent to refer, of all those that took place.',
    formula: 'QBRs with referral intent ÷ QBRs',
    unit: '%',
    direction: 'higher',
    stage: 'Loyalty & Growth',
    windows: ['quarter_to_date'],
    tables: ['activities'],
    facts: ['reviews', 'reviews_with_referral_intent'],
    measure: (facts) =>
      proportion(
        facts.fact('reviews_with_referral_intent').amount,
        facts.fact('reviews').amount,
        'QBRs in the quarter so far',
      ),
  },
  {
    ...touch,
    id: 'warm_introduction_offer_rate',
    label: 'Warm introductions asked for',
    question: 'Which share of the customers did we ask to introduce us?',
    definition:
      'Customers at closing that were asked for a warm introduction in the period (an activity of that type took place), of all customers. It counts the asking, not the answer.',
    formula: 'customers asked ÷ customers',
    unit: '%',
    direction: 'higher',
    stage: 'Loyalty & Growth',
    tables: ['activities', 'subscription_periods'],
    ...shareOfCustomers('introduction_asked'),
  },
  {
    ...touch,
    id: 'proactive_support_engagement_rate',
    label: 'Answers to proactive support',
    question: 'Which share of the users whom we help unasked takes us up on it?',
    definition:
      'Users who answered proactive support within the reply window and before opening a ticket, of those whose window ended in the period. A user counts once; those written to and not due yet stand beside it.',
    formula: 'users who answered in time, before a ticket ÷ users whose window ended',
    unit: '%',
    direction: 'higher',
    stage: 'Adoption',
    tables: ['activities', 'tickets'],
    settings: ['proactive_reply_days'],
    facts: ['proactive_due', 'proactive_pending'],
    measure: proactive,
  },
];

/** A user may be due for one message and wait on another, so those pending are counted on their own. */
function proactive(facts: Facts): Outcome {
  const pending = facts.fact('proactive_pending').members;
  const nothing = 'users whose window to answer proactive support ended in the period';
  return { ...hitRate(facts.fact('proactive_due'), nothing), pending };
}
