import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accounts,
  contracts,
  cycles,
  deals,
  people,
  readAt,
  subscriptions,
  tickets,
  touches,
} from './company.ts';

type Row = Readonly<Record<string, string | number | boolean | null | undefined>>;

const until = readAt.slice(0, 10);
const midnight = (day: string) => `${day}T00:00:00.000Z`;
const yearly = { month: 1, year: 12 } as const;

/** The company in canonical rows, written from tables.md and the definitions, not from the mappers. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  accounts: accounts.map(({ id, name, domain, country, segment, csm, createdAt, wonAt }) => ({
    ...{ account_id: id, name, domain, country, segment, csm },
    ...{ created_at: createdAt, closed_won_at: wonAt },
  })),
  account_links: [],
  contacts: people.map(({ id, account, first, last, role, createdAt }) => ({
    ...{ contact_id: id, account_id: account, name: `${first} ${last}`, created_at: createdAt },
    persona: role.toLowerCase(),
  })),
  subscription_periods: subscriptions.flatMap(spanRows),
  trials: subscriptions.flatMap(({ account, plan, trial }) =>
    trial
      ? [
          {
            ...{ trial_id: `trial-${account}`, account_id: account, plan },
            ...{ started_at: midnight(trial.from), ended_at: midnight(trial.to) },
            converted_at: midnight(trial.to),
          },
        ]
      : [],
  ),
  invoices: subscriptions.flatMap((subscription) =>
    cycles(subscription, until).map(({ from, total }, n) => ({
      invoice_id: `invoice-${subscription.account}-${n}`,
      ...{ account_id: subscription.account, subscription_id: `sub-${subscription.account}` },
      ...{ status: 'paid', issued_at: midnight(from), due_at: midnight(from), currency: 'USD' },
      ...{ paid_at: midnight(from), total_minor: total, paid_minor: total },
      ...{ refunded_minor: 0, credited_minor: 0 },
      billing_reason: n === 0 ? 'subscription_create' : 'subscription_cycle',
    })),
  ),
  contracts: contracts.map(({ id, account, startsOn, endsOn }) => ({
    ...{ contract_id: id, account_id: account, starts_on: startsOn, ends_on: endsOn },
    status: 'activated',
  })),
  opportunities: deals.map(({ id, account, type, amount, createdAt, expectedOn, closed }) => ({
    ...{ opportunity_id: id, account_id: account, type, amount_minor: amount * 100 },
    ...{ currency: 'USD', created_at: createdAt, closed_at: closed?.at, is_won: closed?.won },
    stage: stageOf(closed),
    expected_close_on: closed?.at.slice(0, 10) ?? expectedOn,
  })),
  opportunity_history: deals.flatMap(({ id, amount, createdAt, expectedOn, closed }) => {
    const first = { opportunity_id: id, changed_at: createdAt, stage: 'proposal' };
    const row = { ...first, amount_minor: amount * 100, expected_close_on: expectedOn };
    const last = { ...row, stage: stageOf(closed), changed_at: closed?.at };
    return closed ? [row, { ...last, expected_close_on: closed.at.slice(0, 10) }] : [row];
  }),
  leads: [],
  activities: touches.map(({ id, account, vendor, at, endedAt, outcome }) => ({
    activity_id: vendor === 'hubspot' ? `meeting-${id}` : id,
    ...{ account_id: account, occurred_at: at, ended_at: endedAt, outcome },
    type: vendor === 'hubspot' ? 'meeting' : 'call',
  })),
  survey_responses: tickets.flatMap(({ id, account, answer, solvedAt, createdAt }) =>
    answer
      ? [
          {
            ...{ response_id: String(id * 10), type: 'csat', score: answer === 'good' ? 1 : 0 },
            ...{ scale_min: 0, scale_max: 1, higher_is_better: true, account_id: account },
            responded_at: solvedAt ?? createdAt,
          },
        ]
      : [],
  ),
  tickets: tickets.map(({ id, account, createdAt, repliedAfterMinutes, solvedAt, ...of }) => ({
    ...{ ticket_id: String(id), account_id: account, created_at: createdAt, solved_at: solvedAt },
    ...{ priority: of.priority, category: of.type, status: solvedAt ? 'solved' : 'open' },
    ...{ channel: 'web', reopened_count: 0, agent_replies: repliedAfterMinutes === null ? 0 : 1 },
    first_response_at:
      repliedAfterMinutes === null
        ? null
        : new Date(Date.parse(createdAt) + repliedAfterMinutes * 60_000).toISOString(),
  })),
};

function stageOf(closed: (typeof deals)[number]['closed']): string {
  if (!closed) return 'proposal';
  return closed.won ? 'won' : 'lost';
}

function spanRows(subscription: (typeof subscriptions)[number]): readonly Row[] {
  const { account, plan, every, spans, trial, ended } = subscription;
  const ids = { subscription_item_id: `item-${account}`, subscription_id: `sub-${account}` };
  const shared = { ...ids, account_id: account, product: plan, plan, currency: 'USD' };
  const paid = spans.map(({ from, to, seats, unit }, n): Row => {
    const isLast = n === spans.length - 1;
    const mrr = mrrOf(seats * unit, yearly[every]);
    const end = isLast ? ended : 'changed';
    const changed = n === 0 ? undefined : 'seats';
    const span = { starts_on: from, ends_on: to, seats, mrr_minor: mrr, status: 'active' };
    return { ...shared, ...span, end_reason: to ? end : undefined, change_reason: changed };
  });
  if (!trial) return paid;
  const span = { starts_on: trial.from, ends_on: trial.to, seats: spans[0]?.seats };
  const mrr_minor = paid[0]?.mrr_minor;
  return [{ ...shared, ...span, mrr_minor, status: 'trialing', end_reason: 'changed' }, ...paid];
}

/** Minor units a month with six places, half up. */
function mrrOf(minor: number, months: number): string {
  const millionths = (BigInt(minor) * 2_000_000n + BigInt(months)) / (2n * BigInt(months));
  const [whole, rest] = [millionths / 1_000_000n, millionths % 1_000_000n];
  return `${whole}.${String(rest).padStart(6, '0')}`;
}

/** Writes the drop: a file for each table that holds anything. */
export function writeFileDrop(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [table, rows] of Object.entries(tables)) {
    if (rows.length === 0) continue;
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    writeFileSync(join(folder, `${table}.jsonl`), lines);
  }
}
