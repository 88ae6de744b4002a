import { toNumber } from '../exact.ts';
import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { NoSource, NotMeasurable, type Outcome, quotient } from '../outcome.ts';
import { countOf, hitRate, hourMs, medianOf } from './kinds.ts';
import { isSpendKnown, spendOf } from './spend.ts';

/** Support: how much is asked, how fast and how well it is answered, and what it costs. */

const support = {
  stage: 'Operations',
  windows: ['period'],
  tables: ['tickets'],
  range: 'level',
} as const;

export const supportKpis: readonly Kpi[] = [
  {
    ...support,
    id: 'support_ticket_volume',
    label: 'Support tickets',
    question: 'How often did customers need help?',
    definition: 'Tickets created in the period, those that name no account included.',
    formula: 'tickets created in the period',
    unit: 'count',
    direction: 'lower',
    indicator: 'leading',
    ...countOf('ticket_created'),
  },
  {
    ...support,
    id: 'average_resolution_time',
    label: 'Resolution time (median)',
    question: 'How long does a customer wait until a ticket is solved?',
    definition:
      'Median of the calendar hours from creation to solution of the tickets solved in the period; mean and p90 stand beside it. Negative durations are left out and counted.',
    formula: 'median(solved − created) of tickets solved in the period',
    unit: 'hours',
    direction: 'lower',
    indicator: 'lagging',
    ...medianOf('ticket_solved', hourMs, 'tickets solved in the period'),
  },
  {
    ...support,
    id: 'first_contact_resolution',
    label: 'First contact resolution',
    question: 'Which share of the tickets did the first answer solve?',
    definition:
      'Tickets solved with one agent reply and never reopened, of the tickets solved in the period whose replies are known.',
    formula: 'solved with 1 reply and 0 reopenings ÷ solved',
    unit: '%',
    direction: 'higher',
    indicator: 'lagging',
    facts: ['ticket_replies', 'ticket_solved'],
    needsSample: true,
    measure: firstContact,
  },
  {
    ...support,
    id: 'open_escalations',
    label: 'Open escalations',
    question: 'How many tickets were escalated and are still open?',
    definition: 'Tickets escalated in the period and not solved by its end.',
    formula: 'tickets escalated in the period and open at its end',
    unit: 'count',
    direction: 'lower',
    indicator: 'leading',
    ...countOf('ticket_escalated_open'),
  },
  {
    ...support,
    id: 'cost_per_ticket',
    label: 'Cost per ticket',
    question: 'What does it cost to solve a ticket?',
    definition:
      'Support spend that falls into the period, day by day, per ticket solved in the period.',
    formula: 'support spend ÷ tickets solved',
    unit: 'money/ticket',
    direction: 'lower',
    indicator: 'lagging',
    tables: ['tickets', 'spend'],
    facts: ['ticket_solved'],
    measures: ['spend'],
    segmented: false,
    needsSample: true,
    measure: costPerTicket,
  },
];

function firstContact(facts: Facts): Outcome {
  const [solved, known] = [facts.fact('ticket_solved'), facts.fact('ticket_replies')];
  if (solved.members > 0 && known.members === 0) {
    throw new NoSource('tickets carry neither agent_replies nor reopened_count');
  }
  return hitRate(known, 'tickets solved in the period');
}

function costPerTicket(facts: Facts): Outcome {
  if (!isSpendKnown(facts, 'support')) {
    throw new NotMeasurable('no support spend covers the period');
  }
  return quotient(
    toNumber(spendOf(facts, 'support')),
    facts.fact('ticket_solved').members,
    'tickets solved in the period',
  );
}
