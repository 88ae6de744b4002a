import { describe, expect, it } from 'vitest';
import { compose } from '../../lambdas/reports/compose.ts';
import { account, history, input, reading, record, scored, text } from './small_company.ts';

type Over = Parameters<typeof input>[0] & object;
const week = { edition: 'weekly' as const, label: '2026-W45' };
const quarter = { edition: 'quarterly' as const, label: '2026-Q3' };
const headline = (over: Over) => text(compose(input(over)).headline);
const subject = (over: Over) => text(compose(input(over)).subject);
const summary = (over: Over) => compose(input(over)).summary.map(text);

const halden = account('Halden', {
  mrr: 300,
  at_risk: true,
  scores: { churn_risk_score: scored(82, reading('usage_ratio', 0.45, 92, 0.3)) },
  facts: { churn_risk: 82 },
});
const acme = account('Acme', { mrr: 700, movements: { expansion: 60 } });
const revenue = (period = '2026-10') => [
  record('mrr', 1000, { period }),
  record('net_new_mrr', 60, { period }),
  record('expansion_revenue', 60, { period }),
];

describe('the headline', () => {
  it('of a month says what changed, why, and what to do', () => {
    expect(headline({ accounts: [halden, acme], records: revenue() })).toBe(
      'MRR grew 60 USD to 1000 USD, led by Acme (expansion, +60 USD); 1 customer is at risk, so start with Halden.',
    );
  });

  it('of a week turns on risk', () => {
    expect(headline({ ...week, accounts: [halden, acme], records: revenue('2026-W45') })).toBe(
      '1 customer with 300 USD of MRR is newly at risk; start with Halden (usage fell to 45 % of its usual level) by 2026-11-12.',
    );
  });

  it('of a quarter opens with retention', () => {
    const retention = record('net_revenue_retention', 104, {
      window: 'trailing_12_months',
      period: '2026-Q3',
    });
    const records = [...revenue('2026-Q3'), retention];
    expect(headline({ ...quarter, accounts: [acme], records })).toBe(
      'Net revenue retention is 104 % and MRR grew 60 USD to 1000 USD, led by Acme (expansion, +60 USD); nothing calls for action.',
    );
  });

  it('names the next step when nobody is at risk', () => {
    const ready = account('Ready', { facts: { expansion_opportunity: 80 } });
    expect(headline({ ...week, accounts: [ready], records: revenue('2026-W45') })).toContain(
      'nobody is at risk, so next is “Propose the next step up” at Ready.',
    );
  });

  it('does without a total of MRR', () => {
    expect(headline({ accounts: [halden], currency: null })).toBe(
      '1 customer is newly at risk; start with Halden (usage fell to 45 % of its usual level) by 2026-11-04.',
    );
    expect(headline({ accounts: [acme, account('B')], currency: null })).toBe(
      'No total of MRR is known for 2 customers; nothing calls for action.',
    );
  });

  it('takes a missing billing export for what it is, not for a company without customers', () => {
    const reason = 'the export has no subscription_periods table';
    const none = { value: null, status: 'no_data_source' as const, reason };
    expect(headline({ records: [record('mrr', 0, none)] })).toBe(
      'Who pays is unknown: the export has no subscription_periods table.',
    );
  });

  it('is honest about an empty company', () => {
    expect(headline({})).toBe(
      'There is no paying customer yet, so nothing to conclude this month.',
    );
  });
});

describe('the subject', () => {
  it.each([
    [{ accounts: [halden], records: revenue() }, 'MRR +60 USD, 1 customer at risk'],
    [{ ...week, accounts: [halden] }, '1 customer at risk, 1 action due'],
    [{ ...week, accounts: [acme] }, 'Nobody at risk, no action due'],
    [{ accounts: [acme], currency: null }, '1 customer, nobody at risk'],
    [
      {
        ...week,
        accounts: [account('Dim', { tier: null, scores: { churn_risk_score: scored(null) } })],
      },
      'Risk unknown, no action due',
    ],
    [{}, 'Nothing to report yet'],
  ])('holds the numbers that the edition turns on (%#)', (over, words) => {
    expect(subject(over)).toBe(words);
  });

  it('is followed by the first thing to do', () => {
    const { preheader } = compose(input({ accounts: [halden, acme] }));
    expect(text(preheader)).toBe(
      'First: Talk before they decide at Halden, 300 USD of MRR, by 2026-11-04',
    );
  });
});

describe('the summary', () => {
  it('compares with a year earlier where that is known', () => {
    const year = [80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 95, 100];
    const [first] = summary({ accounts: [acme, halden], records: history('mrr', year) });
    expect(first).toBe('2 customers pay 100 USD of MRR, 25 % above 2025-10.');
  });

  it('says that a week 53 has no comparable week', () => {
    const records = [record('mrr', 100, { period: '2026-W53' })];
    const [first] = summary({ ...week, label: '2026-W53', accounts: [acme], records });
    expect(first).toBe(
      '1 customer pays 100 USD of MRR; there is no comparable week a year earlier.',
    );
  });

  it('names the period compared with, and what is unusual', () => {
    const past = [10, 12, 11, 13, 10, 12, 11, 12, 13, 11, 10, 10];
    const records = (now: number, edition: 'weekly' | 'monthly', period: string) =>
      history('support_ticket_volume', [...past, now], { edition, period });
    expect(summary({ records: records(30, 'monthly', '2026-10') })).toContain(
      'Unusual against 2026-09: Tickets rose by 20.',
    );
    expect(summary({ ...week, records: records(11, 'weekly', '2026-W45') })).toContain(
      'Against 2026-W44 every headline KPI with enough history stayed in its usual range.',
    );
  });

  it('tells which targets are missed', () => {
    const records = [record('mrr', 100), record('support_ticket_volume', 30)];
    const settings = { targets: { mrr: 90, support_ticket_volume: 20 } };
    expect(summary({ records, settings })).toContain('1 of 2 targets met; missed: Tickets.');
    expect(summary({ records, settings: { targets: { mrr: 90 } } })).toContain(
      'The one target is met: MRR.',
    );
  });

  it('gives leaders retention and the team satisfaction', () => {
    const window = 'trailing_12_months';
    const retention = [
      record('net_revenue_retention', 104, { window }),
      record('gross_revenue_retention', 92, { window }),
    ];
    expect(summary({ records: retention })).toContain(
      'Over twelve months customers kept 92 % of their revenue, and 104 % with their expansion.',
    );
    const satisfied = record('customer_satisfaction_score', 75, {
      period: '2026-W45',
      sample: 4,
      judged: false,
    });
    expect(summary({ ...week, records: [satisfied] })).toContain(
      '75 % of 4 survey answers were satisfied, too few to judge.',
    );
  });

  it.each([
    [
      { tier: 'red', previous_tier: 'amber' },
      '1 customer turned red this month, and nobody recovered.',
    ],
    [
      { tier: 'green', previous_tier: 'red' },
      '1 customer recovered to green this month, and nobody turned red.',
    ],
    [
      { tier: 'green', previous_tier: 'green' },
      'Nobody turned red and nobody recovered this month.',
    ],
    [{ tier: null }, 'Health is unknown: no customer could be scored.'],
  ] as const)('tells how health moved: %j', (tiers, words) => {
    expect(summary({ accounts: [account('A', tiers)] }).at(-1)).toBe(words);
  });

  it('has three to five sentences', () => {
    expect(summary({})).toHaveLength(3);
    const settings = { targets: { mrr: 90 } };
    const window = 'trailing_12_months';
    const records = [
      ...revenue(),
      record('net_revenue_retention', 104, { window }),
      record('gross_revenue_retention', 92, { window }),
    ];
    expect(summary({ records, settings, accounts: [acme] })).toHaveLength(5);
  });
});
