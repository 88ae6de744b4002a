import fc from 'fast-check';
import type { Scorecard } from '../../lambdas/kpis/scores/scorecard.ts';
import { account, history, input, reading, record, scored } from './small_company.ts';

const tiers = fc.constantFrom('green', 'amber', 'red', null);
const points = fc.option(fc.integer({ min: 0, max: 100 }));
const size = fc.constantFrom(0, 0, 0, 25, 400);

const anyScores = fc.record({ health: points, risk: points, growth: points }).map((at) => ({
  customer_health_score: scored(at.health, reading('seat_use', 0.3, 30)),
  churn_risk_score: scored(
    at.risk,
    reading('days_since_login', 40, 86),
    reading('new_signal', 1, 99),
  ),
  expansion_opportunity_score: scored(at.growth, reading('usage_ratio', 1.4, 80)),
}));

const anyAccount = fc.record({
  mrr: fc.constantFrom(0, 10, 2500, 80_000),
  is_customer: fc.boolean(),
  is_lost: fc.boolean(),
  at_risk: fc.boolean(),
  tier: tiers,
  previous_tier: tiers,
  csm: fc.constantFrom('Dana Reyes', null),
  end_reason: fc.constantFrom('too_expensive', null),
  scores: anyScores,
  movements: fc.record({ expansion: size, churn: size, new: size, pause: size }),
  facts: fc.record({
    days_since_touch: fc.constantFrom(null, 3, 90),
    champions: fc.constantFrom(null, 0, 2),
  }),
});

export const names = ['Halden', 'Borg', 'Acme', 'Nova', 'Vale', 'Orrin', 'Quill'];
/** A report's input with any accounts, scores and history, of any edition. */
export const anyInput = fc
  .record({
    accounts: fc.array(anyAccount, { maxLength: names.length }),
    edition: fc.constantFrom('weekly' as const, 'monthly' as const, 'quarterly' as const),
    currency: fc.constantFrom('USD', null),
    tickets: fc.array(fc.option(fc.integer({ min: 0, max: 40 })), { minLength: 1, maxLength: 13 }),
    overlapping_spans: fc.constantFrom(0, 2),
  })
  .map(({ accounts, edition, currency, tickets, overlapping_spans }) => {
    const label = { weekly: '2026-W45', monthly: '2026-10', quarterly: '2026-Q3' }[edition];
    const period = { edition, period: label };
    const named = accounts.map((over, i): Scorecard => account(names[i] ?? '', over));
    return input({
      edition,
      label,
      currency,
      accounts: named,
      records: [
        ...history('support_ticket_volume', tickets, period),
        ...(currency ? bridgeRecords(named, label) : []),
      ],
      settings: { targets: { support_ticket_volume: 20 } },
      quality: { overlapping_spans },
    });
  });

export function bridgeRecords(accounts: readonly Scorecard[], period: string) {
  const sum = (kind: 'new' | 'expansion' | 'churn' | 'pause') =>
    accounts.reduce((total, { movements }) => total + (movements?.[kind] ?? 0), 0);
  const net = sum('new') + sum('expansion') - sum('churn') - sum('pause');
  const values = {
    mrr: 5000,
    net_new_mrr: net,
    new_mrr: sum('new'),
    expansion_revenue: sum('expansion'),
    churned_mrr: sum('churn'),
    paused_mrr: sum('pause'),
  };
  return Object.entries(values).map(([id, value]) =>
    record(id, value, { period, unit: 'money/month' }),
  );
}
