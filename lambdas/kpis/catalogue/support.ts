import { exact, toNumber } from '../exact.ts';
import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import {
  duration,
  NoSource,
  NotMeasurable,
  type Outcome,
  proportion,
  quotient,
  total,
} from '../outcome.ts';

/** Support: how much is asked, how fast and how well it is answered, and what it costs. */

const support = {
  stage: 'Operations',
  windows: ['period'],
  tables: ['tickets'],
  measures: ['tickets'],
  range: 'level',
} as const;

const hourMs = 3_600_000;
const count = (facts: Facts, column: string) => facts.count('tickets', column);

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
    measure: (facts) => total(count(facts, 'tickets_created')),
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
    needsSample: true,
    measure: (facts) =>
      duration(facts.durations('tickets'), hourMs, 'tickets solved in the period'),
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
    measure: (facts) => total(count(facts, 'escalated_open')),
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
    measures: ['tickets', 'support_cost'],
    segmented: false,
    needsSample: true,
    measure: costPerTicket,
  },
];

function firstContact(facts: Facts): Outcome {
  const [solved, known] = [count(facts, 'tickets_solved'), count(facts, 'contacts_known')];
  if (solved > 0 && known === 0) {
    throw new NoSource('tickets carry neither agent_replies nor reopened_count');
  }
  return proportion(count(facts, 'solved_at_first_contact'), known, 'tickets solved in the period');
}

function costPerTicket(facts: Facts): Outcome {
  const rows = facts.rows('support_cost');
  if (rows.length === 0) throw new NotMeasurable('no support spend covers the period');
  const cost = rows.reduce((sum, row) => {
    const minorDays = exact(String(row.amount_days));
    return (
      sum +
      facts.converter.convert(minorDays, String(row.currency)) / BigInt(String(row.days_covered))
    );
  }, 0n);
  return quotient(toNumber(cost), count(facts, 'tickets_solved'), 'tickets solved in the period');
}
