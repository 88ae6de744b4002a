import { describe, expect, it } from 'vitest';
import { compose } from '../../lambdas/reports/compose.ts';
import { fixed } from '../../lambdas/reports/words/say.ts';
import { account, input, record, text } from './small_company.ts';

type Over = Parameters<typeof input>[0] & object;
const qualityOf = (over: Over = {}) => compose(input(over)).quality;
const notes = (over: Over = {}) => qualityOf(over).notes.map(text);
const measured = [record('mrr', 100), record('support_ticket_volume', 4)];
const usd = (value: number) => ({ value, unit: 'money/month', currency: 'USD' });
const table = { table: 'tickets', rows: 90, rejected: 0, reasons: {}, duplicates: 0, orphans: 0 };

describe('the data quality', () => {
  it('is said to be good only when nothing is wrong', () => {
    const { title, notes, unmeasured } = qualityOf({ records: measured });
    expect(text(title)).toBe('Every check passed: nothing was rejected, doubled or missing');
    expect([notes, unmeasured]).toEqual([[], []]);
  });

  it.each([
    [
      { tables: [{ ...table, rejected: 12, reasons: { 'bad date': 4, 'no account': 8 } }] },
      '12 rows of tickets were left out: no account (8) and bad date (4).',
    ],
    [{ tables: [{ ...table, orphans: 1 }] }, 'No account is known for 1 row of tickets.'],
    [
      {
        tables: [
          { ...table, duplicates: 5 },
          { ...table, table: 'events', duplicates: 2 },
        ],
      },
      'Counted once though sent more often: 5 rows of tickets and 2 rows of events.',
    ],
    [{ absent: ['invoices'] }, 'No export came for invoices; what needs it is not measured.'],
    [{ covered_until: '2026-10-30' }, 'The data ends on 2026-10-29, 2 days before the month does.'],
    [{ overlapping_spans: 1 }, '1 subscription item ran twice at once; the later span counts.'],
    [
      { unlinked_accounts: ['x', 'y'], unlinked_mrr: usd(30) },
      '2 paying accounts with 30 USD of MRR match no customer record: x and y.',
    ],
    [{ shut_gates: ['tickets lost a third of its rows'] }, 'Tickets lost a third of its rows.'],
    [
      { missing_rates: ['no CHF rate in fx_rates for 2026-10-31'] },
      'No CHF rate in fx_rates for 2026-10-31; there is no total of what it leaves out.',
    ],
  ])('says in plain words: %j', (quality, note) => {
    expect(notes({ records: measured, quality })).toEqual([note]);
  });

  it('counts the notes in its title', () => {
    const { title } = qualityOf({ quality: { overlapping_spans: 1, absent: ['invoices'] } });
    expect(text(title)).toBe('2 things to know before relying on these numbers');
  });

  it('names the headline KPIs that rest on too few', () => {
    const records = [record('mrr', 1), record('support_ticket_volume', 4, { judged: false })];
    expect(notes({ records })).toEqual(['Too few to judge: Tickets rests on a small sample.']);
  });

  it('says that an action has no owner', () => {
    const alone = account('A', { csm: null, facts: { scheduled_churn: 1 } });
    expect(notes({ records: measured, accounts: [alone] })).toEqual([
      '1 action has no owner, since the account has no CSM.',
    ]);
  });

  it('tells what came and went where no bridge does', () => {
    const over = { records: measured, quality: { came_and_went: usd(5) } };
    expect(notes(over)).toEqual([]);
    const week = { ...over, edition: 'weekly' as const, label: '2026-W45' };
    expect(notes(week)).toEqual(['5 USD of MRR came and went inside the week, in no KPI.']);
  });

  it('names the earlier periods that the last report knew otherwise, latest first', () => {
    const restatedBefore = [
      { period: '2026-08', kpis: 1 },
      { period: '2026-09', kpis: 12 },
    ];
    const { notes } = qualityOf({ records: measured, restatedBefore });
    expect(notes.map(text)).toContain(
      'Other than in the last report, since data came late: 2026-09 (12 KPIs) and 2026-08 (1 KPI).',
    );
  });

  it('lists what is restated', () => {
    const restated = [{ label: 'MRR', was: usd(90), is: usd(100) }];
    const { restated: listed, notes } = qualityOf({ records: measured, restated });
    expect(listed).toEqual(restated);
    expect(notes.map(text)).toEqual(['1 KPI differs from what this report first said.']);
  });
});

describe('what could not be measured', () => {
  const none = { value: null, status: 'not_measurable' as const };

  it('is listed with its reason, headline KPIs first', () => {
    const records = [
      record('churn_risk_score', 0, { ...none, reason: 'no customer has a score' }),
      record('mrr', 5),
    ];
    expect(qualityOf({ records }).unmeasured).toEqual([
      {
        kpi: 'support_ticket_volume',
        label: 'Tickets',
        status: 'not_measurable',
        reason: fixed('it was not measured'),
      },
      {
        kpi: 'churn_risk_score',
        label: 'Churn risk',
        status: 'not_measurable',
        reason: 'no customer has a score',
      },
    ]);
  });

  it('leaves out KPIs that one window measures, and tables without a total', () => {
    const trailing = { ...none, window: 'trailing_12_months', reason: 'no year of data' };
    const records = [
      ...measured,
      record('net_revenue_retention', 99),
      record('net_revenue_retention', 0, trailing),
      record('cohort_retention', 90, { segment: { dimension: 'cohort', value: '2026-09+1' } }),
    ];
    expect(qualityOf({ records }).unmeasured).toEqual([]);
  });
});

describe('the definitions', () => {
  const definition = (over: Over, kpi: string) =>
    text(compose(input(over)).definitions.find((shown) => shown.kpi === kpi)?.definition ?? null);

  it('are of every KPI shown, with the setting in force', () => {
    const settings = { definitions: { past_due_grace_days: 14 } };
    expect(definition({ settings }, 'mrr')).toBe(
      'What mrr means. In force: past due counts for 14 days.',
    );
  });

  it('name a window other than the period', () => {
    const headlines = ['net_revenue_retention@trailing_12_months'];
    expect(
      definition({ settings: { editions: { monthly: { headlines } } } }, 'net_revenue_retention'),
    ).toBe('What net_revenue_retention means. Measured over the trailing 12 months.');
  });

  it('name own weights of a score', () => {
    const settings = { scores: { churn_risk_score: { usage_ratio: { weight: 50 } } } };
    const accounts = [account('A', { at_risk: true })];
    expect(definition({ settings, accounts }, 'churn_risk_score')).toContain(
      'own weights or bounds for usage_ratio',
    );
  });
});
