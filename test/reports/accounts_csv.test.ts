import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { accountsCsv } from '../../lambdas/reports/accounts_csv.ts';
import { account, reading, scored } from './small_company.ts';

const rows = (...accounts: Parameters<typeof accountsCsv>[0][number][]): Record<string, string>[] =>
  parse(accountsCsv(accounts), { bom: true, columns: true });

it('holds every account, most MRR first, with scores, their signals and facts', () => {
  const halden = account('Halden', {
    mrr: 300,
    opening_mrr: 350.5,
    tier: 'red',
    scores: {
      churn_risk_score: scored(
        82.25,
        reading('days_since_login', 31, 63, 0.1),
        reading('usage_ratio', 0.45, 92, 0.3),
        reading('recent_ticket_weight', 0, 0),
      ),
    },
    facts: { usage_ratio: 0.45 },
  });
  const [first, second] = rows(account('Calm', { mrr: 20 }), halden);
  expect(second?.name).toBe('Calm');
  expect(first).toMatchObject({
    account_id: 'halden',
    csm: 'Dana Reyes',
    mrr: '300',
    mrr_change: '-50.5',
    tier: 'red',
    at_risk: 'false',
    churn_risk_score: '82.25',
    churn_risk_score_before: '20',
    churn_risk_score_share_present: '1',
    churn_risk_score_signals: 'usage_ratio 0.45 (92 points); days_since_login 31 (63 points)',
    fact_usage_ratio: '0.45',
    fact_days_since_login: '',
  });
});

it('leaves unknown empty and never 0', () => {
  const [row] = rows(
    account('Dim', { mrr: null, scores: { customer_health_score: scored(null) } }),
  );
  expect(row).toMatchObject({ mrr: '', mrr_change: '', customer_health_score: '' });
});

it('lets no name run as a formula', () => {
  const [row] = rows(account('=HYPERLINK("x")'));
  expect(row?.name).toBe(`'=HYPERLINK("x")`);
});
