/** A company as its founder would tell it: what five vendors hold of it, and what a file drop says of it. */

export const managers = ['Jonas Wieland', 'Ada Brandt'] as const;
const [jonas, ada] = managers;

type Manager = (typeof managers)[number];

export interface Account {
  /** HubSpot's id, which is the account's. */
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly segment: string;
  readonly csm: Manager;
  readonly createdAt: string;
  readonly wonAt: string | null;
}

const account = (
  n: number,
  name: string,
  csm: Manager,
  createdAt: string,
  wonAt: string | null,
): Account => ({
  ...{ id: String(100 + n), name, csm, createdAt, wonAt },
  domain: `${name.toLowerCase()}.example`,
  country: n % 2 === 0 ? 'DE' : 'US',
  segment: n % 3 === 0 ? 'enterprise' : 'smb',
});

export const accounts: readonly Account[] = [
  account(1, 'Alderpoint', jonas, '2025-01-02T09:00:00.000Z', '2025-01-10T10:00:00.000Z'),
  account(2, 'Brightmoor', ada, '2025-02-03T09:00:00.000Z', '2025-03-01T10:00:00.000Z'),
  account(3, 'Cinderhall', jonas, '2025-05-05T09:00:00.000Z', '2025-06-01T10:00:00.000Z'),
  account(4, 'Dunmere', ada, '2025-06-06T09:00:00.000Z', '2025-07-05T10:00:00.000Z'),
  account(5, 'Eastvale', jonas, '2025-08-01T09:00:00.000Z', '2025-09-01T10:00:00.000Z'),
  account(6, 'Foxglade', ada, '2025-09-09T09:00:00.000Z', '2025-10-12T10:00:00.000Z'),
  account(7, 'Greywick', jonas, '2026-09-20T09:00:00.000Z', '2026-10-15T10:00:00.000Z'),
  account(8, 'Hazelmount', ada, '2026-10-01T09:00:00.000Z', null),
];

/** A span of unchanged price and seats. */
export interface Paid {
  readonly from: string;
  readonly to: string | null;
  readonly seats: number;
  /** Minor units for one seat and one cycle. */
  readonly unit: number;
}

export interface Subscription {
  readonly account: string;
  readonly vendor: 'stripe' | 'chargebee';
  readonly plan: string;
  readonly every: 'month' | 'year';
  readonly spans: readonly Paid[];
  /** Days of a trial before the first span. */
  readonly trial?: { readonly from: string; readonly to: string };
  /** Ends for this reason with its last span. */
  readonly ended?: 'cancelled' | 'payment_failed';
}

export const subscriptions: readonly Subscription[] = [
  {
    ...{ account: '101', vendor: 'stripe', plan: 'team', every: 'month' },
    spans: [{ from: '2025-01-10', to: null, seats: 5, unit: 10_000 }],
  },
  {
    ...{ account: '102', vendor: 'stripe', plan: 'business', every: 'year' },
    spans: [{ from: '2025-03-01', to: null, seats: 1, unit: 2_000_000 }],
  },
  {
    ...{ account: '103', vendor: 'stripe', plan: 'team', every: 'month', ended: 'cancelled' },
    spans: [{ from: '2025-06-01', to: '2026-10-01', seats: 2, unit: 10_000 }],
  },
  {
    ...{ account: '104', vendor: 'chargebee', plan: 'team', every: 'month' },
    spans: [
      { from: '2025-07-05', to: '2026-10-05', seats: 3, unit: 10_000 },
      { from: '2026-10-05', to: null, seats: 6, unit: 10_000 },
    ],
  },
  {
    ...{ account: '105', vendor: 'chargebee', plan: 'business', every: 'year' },
    spans: [{ from: '2025-09-01', to: null, seats: 1, unit: 1_200_000 }],
  },
  {
    ...{ account: '106', vendor: 'chargebee', plan: 'team', every: 'month', ended: 'cancelled' },
    spans: [{ from: '2025-10-12', to: '2026-10-12', seats: 4, unit: 10_000 }],
  },
  {
    ...{ account: '107', vendor: 'stripe', plan: 'team', every: 'month' },
    trial: { from: '2026-10-01', to: '2026-10-15' },
    spans: [{ from: '2026-10-15', to: null, seats: 1, unit: 10_000 }],
  },
];

export interface Ticket {
  readonly id: number;
  readonly account: string;
  readonly createdAt: string;
  readonly repliedAfterMinutes: number | null;
  readonly solvedAt: string | null;
  readonly priority: 'low' | 'normal' | 'high' | 'urgent';
  readonly type: 'question' | 'incident' | 'problem';
  readonly answer: 'good' | 'bad' | null;
}

const ticket = (n: number, account: string, day: string, more: Partial<Ticket> = {}): Ticket => ({
  ...{ id: 9000 + n, account, createdAt: `${day}T08:00:00.000Z`, repliedAfterMinutes: 45 },
  ...{ solvedAt: `${day}T16:00:00.000Z`, priority: 'normal', type: 'question', answer: null },
  ...more,
});

export const tickets: readonly Ticket[] = [
  ticket(1, '101', '2026-08-04', { answer: 'good' }),
  ticket(2, '102', '2026-09-15', { answer: 'bad', priority: 'high' }),
  ticket(3, '103', '2026-09-21', { type: 'problem', repliedAfterMinutes: 300, answer: 'bad' }),
  ticket(4, '103', '2026-09-24', { type: 'problem', solvedAt: null, priority: 'urgent' }),
  ticket(5, '104', '2026-10-07', { answer: 'good' }),
  ticket(6, '105', '2026-10-12', { type: 'incident', answer: 'good' }),
  ticket(7, '106', '2026-10-06', { repliedAfterMinutes: null, solvedAt: null }),
  ticket(8, '107', '2026-10-20', { answer: 'good' }),
  ticket(9, '104', '2026-10-28'),
  ticket(10, '101', '2026-10-29', { solvedAt: null }),
];

export interface Deal {
  readonly id: string;
  readonly account: string;
  readonly type: 'new_business' | 'renewal' | 'upsell';
  readonly amount: number;
  readonly createdAt: string;
  readonly expectedOn: string;
  readonly closed: { readonly at: string; readonly won: boolean } | null;
}

export const deals: readonly Deal[] = [
  ...accounts.flatMap(({ id, wonAt, createdAt }, n): Deal[] =>
    wonAt === null
      ? []
      : [
          {
            ...{ id: String(500 + n), account: id, type: 'new_business', amount: 12_000 + n * 100 },
            ...{ createdAt, expectedOn: wonAt.slice(0, 10), closed: { at: wonAt, won: true } },
          },
        ],
  ),
  {
    ...{ id: '520', account: '102', type: 'renewal', amount: 20_000 },
    ...{ createdAt: '2026-01-15T10:00:00.000Z', expectedOn: '2026-03-01' },
    closed: { at: '2026-02-20T10:00:00.000Z', won: true },
  },
  {
    ...{ id: '521', account: '104', type: 'upsell', amount: 3_240 },
    ...{ createdAt: '2026-09-10T10:00:00.000Z', expectedOn: '2026-10-05' },
    closed: { at: '2026-10-05T10:00:00.000Z', won: true },
  },
  {
    ...{ id: '522', account: '101', type: 'upsell', amount: 6_000 },
    ...{ createdAt: '2026-10-10T10:00:00.000Z', expectedOn: '2026-11-20', closed: null },
  },
  {
    ...{ id: '523', account: '108', type: 'new_business', amount: 9_000 },
    ...{ createdAt: '2026-10-02T10:00:00.000Z', expectedOn: '2026-10-30' },
    closed: { at: '2026-10-29T10:00:00.000Z', won: false },
  },
];

export interface Person {
  readonly id: string;
  readonly account: string;
  readonly first: string;
  readonly last: string;
  readonly role: 'CHAMPION' | 'DECISION_MAKER' | 'END_USER';
  readonly createdAt: string;
}

export const people: readonly Person[] = accounts.flatMap(({ id, createdAt }, n) => [
  { id: String(700 + n), account: id, first: 'Kim', last: `C${n}`, role: 'CHAMPION', createdAt },
  {
    id: String(720 + n),
    account: id,
    first: 'Lou',
    last: `D${n}`,
    role: 'DECISION_MAKER',
    createdAt,
  },
]);

/** Meetings are HubSpot's, calls are logged in Salesforce. */
export interface Touch {
  readonly id: string;
  readonly account: string;
  readonly vendor: 'hubspot' | 'salesforce';
  readonly at: string;
  readonly endedAt: string | null;
  readonly outcome: 'completed' | 'no_show';
}

export const touches: readonly Touch[] = [
  ...['2026-07-14', '2026-08-18', '2026-09-16', '2026-10-14', '2026-10-27'].flatMap((day, n) => [
    {
      ...{ id: String(800 + n), account: String(101 + n), vendor: 'hubspot' as const },
      ...{ at: `${day}T13:00:00.000Z`, endedAt: `${day}T13:30:00.000Z` },
      outcome: n === 2 ? ('no_show' as const) : ('completed' as const),
    },
    {
      ...{ id: `00T00000000000${n}AAA`, account: String(102 + n), vendor: 'salesforce' as const },
      ...{ at: `${day}T15:00:00.000Z`, endedAt: null, outcome: 'completed' as const },
    },
  ]),
];

export interface Contract {
  readonly id: string;
  readonly account: string;
  readonly startsOn: string;
  /** Exclusive. */
  readonly endsOn: string;
}

/** Kept in Salesforce. */
export const contracts: readonly Contract[] = [
  { id: '80000000000001AAA', account: '102', startsOn: '2026-03-01', endsOn: '2027-03-01' },
  { id: '80000000000002AAA', account: '105', startsOn: '2025-09-01', endsOn: '2026-09-01' },
  { id: '80000000000003AAA', account: '105', startsOn: '2026-09-01', endsOn: '2027-09-01' },
];

/** Cycles of a subscription that were billed before the day: first day, last exclusive, and what was paid. */
export function cycles({ spans, every }: Subscription, before: string) {
  return spans.flatMap((span) => {
    const found: { from: string; to: string; seats: number; total: number }[] = [];
    let from = span.from;
    while (from < before && (span.to === null || from < span.to)) {
      const to = shifted(from, every);
      found.push({ from, to, seats: span.seats, total: span.seats * span.unit });
      from = to;
    }
    return found;
  });
}

function shifted(day: string, every: 'month' | 'year'): string {
  const date = new Date(`${day}T00:00:00.000Z`);
  if (every === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.toISOString().slice(0, 10);
}

/** When the vendors are read: everything above happened before it. */
export const readAt = '2026-11-02T06:00:00.000Z';
