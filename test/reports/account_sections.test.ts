import { describe, expect, it } from 'vitest';
import { contextOf } from '../../lambdas/reports/context.ts';
import { expansionsOf } from '../../lambdas/reports/sections/expansions.ts';
import { healthOf } from '../../lambdas/reports/sections/health.ts';
import { risksOf } from '../../lambdas/reports/sections/risks.ts';
import { winsOf } from '../../lambdas/reports/sections/wins.ts';
import { account, input, reading, scored, text } from './small_company.ts';

type Over = Parameters<typeof input>[0] & object;
type Account = ReturnType<typeof account>;
const context = (accounts: Account[], over: Over = {}) => contextOf(input({ accounts, ...over }));
const red = { tier: 'red', previous_tier: 'red', at_risk: true } as const;

describe('customer health', () => {
  it('is a band for each tier with accounts and MRR, and one for those without a score', () => {
    const shown = healthOf(
      context([
        account('A', { mrr: 10 }),
        account('B', { mrr: 20, ...red }),
        account('C', { mrr: 30, tier: null }),
        account('Gone', { is_customer: false }),
      ]),
    );
    expect(shown?.bands.map(({ label, accounts, mrr }) => [label, accounts, mrr?.value])).toEqual([
      ['Green', 1, 10],
      ['Amber', 0, 0],
      ['Red', 1, 20],
      ['No score', 1, 30],
    ]);
  });

  it.each([
    [
      [account('A'), account('B', { ...red, mrr: 40 })],
      '1 of 2 scored customers is red and holds 40 USD of MRR',
    ],
    [[account('A'), account('B')], 'Every customer with a score is green'],
    [[account('A'), account('B', { tier: 'amber' })], 'No customer is red; 1 of 2 is green'],
    [[account('A')], 'A, the one customer here, is green'],
    [[account('A', { tier: null })], 'No customer has enough signals for a health score'],
  ])('claims how customers are (%#)', (accounts, title) => {
    expect(text(healthOf(context(accounts))?.title ?? null)).toBe(title);
  });

  it('is left out without customers', () => {
    expect(healthOf(context([]))).toBeNull();
  });
});

describe('the risks', () => {
  const halden = account('Halden', {
    ...red,
    mrr: 300,
    scores: {
      customer_health_score: scored(31, reading('seat_use', 0.1, 12, 0.3)),
      churn_risk_score: scored(
        82,
        reading('days_since_login', 31.6, 63, 0.15),
        reading('usage_ratio', 0.45, 92, 0.3),
        reading('recent_ticket_weight', 0, 0, 0.1),
        reading('days_to_end', 24, 73, 0.1),
      ),
    },
  });

  it('list customers at risk with the reasons in words, the strongest first', () => {
    const [card] = risksOf(context([halden])).accounts;
    expect(card).toMatchObject({ name: 'Halden', score: { value: 82 }, score_label: 'Churn risk' });
    expect(card?.reasons.map(text)).toEqual([
      'usage fell to 45 % of its usual level',
      '10 % of seats are in use',
      'no login for 31 days',
    ]);
  });

  it('put most MRR first and count those not shown', () => {
    const accounts = [5, 80, 30, 20, 10, 60, 4].map((mrr, i) =>
      account(`A${'abcdefg'[i]}`, { ...red, mrr }),
    );
    const list = risksOf(context(accounts));
    expect(list.accounts.map(({ mrr }) => mrr?.value)).toEqual([80, 60, 30, 20, 10]);
    expect(list.more).toBe(2);
    // "… and 1 more" takes as much room as the one.
    expect(risksOf(context(accounts.slice(0, 6)))).toMatchObject({
      accounts: { length: 6 },
      more: 0,
    });
  });

  it('count open escalations as they are, not as they weigh', () => {
    const [card] = risksOf(
      context([
        account('Borg', {
          ...red,
          scores: { customer_health_score: scored(20, reading('open_ticket_weight', 7, 0, 1)) },
          facts: { open_escalations: 2, open_tickets: 3 },
        }),
      ]),
    ).accounts;
    expect(card?.reasons.map(text)).toEqual(['2 open escalations']);
  });

  it('do not read a missing login as a hundred years', () => {
    const churn_risk_score = scored(80, reading('days_since_login', 36_500, 100));
    const [card] = risksOf(
      context([account('B', { at_risk: true, scores: { churn_risk_score } })]),
    ).accounts;
    expect(card?.reasons.map(text)).toEqual(['no login on record']);
  });

  it('fall back on the score where no signal stands out, and on health without it', () => {
    const known = account('B', { at_risk: true, scores: { churn_risk_score: scored(71) } });
    const unknown = account('C', {
      ...red,
      scores: { churn_risk_score: scored(null), customer_health_score: scored(33) },
    });
    const cards = risksOf(context([known, unknown])).accounts;
    expect(cards.map(({ reasons }) => reasons.map(text))).toEqual([
      ['churn risk is 71'],
      ['health is 33'],
    ]);
    expect(cards.map(({ score_label }) => score_label)).toEqual(['Churn risk', 'Health']);
  });

  it.each([
    [[halden, account('Calm', { mrr: 300 })], 'Halden is at risk, with 300 USD of MRR'],
    [
      [halden, account('Borg', { at_risk: true, mrr: 100 }), account('Calm', { mrr: 600 })],
      '40 % of MRR is at risk: 2 customers, 1 of them new',
    ],
    [[account('Calm')], 'No customer is at risk'],
    [
      [account('Calm'), account('Dim', { scores: { churn_risk_score: scored(null) } })],
      'No customer is known to be at risk; 1 has too few signals to tell',
    ],
    [
      [account('Dim', { scores: { churn_risk_score: scored(null) } })],
      'Risk cannot be told: too few signals for a churn-risk score',
    ],
    [[], 'There is no customer to be at risk'],
  ])('claim how much is at risk (%#)', (accounts, title) => {
    expect(text(risksOf(context(accounts)).title)).toBe(title);
  });

  it('are told without money where there is no total', () => {
    const list = risksOf(context([halden, account('B', red)], { currency: null }));
    expect(text(list.title)).toBe('2 customers are at risk, none of them new');
    expect(list.accounts[0]?.mrr).toBeNull();
  });
});

describe('the openings to grow', () => {
  const growing = (name: string, over = {}) =>
    account(name, {
      scores: {
        expansion_opportunity_score: scored(
          81,
          reading('seat_use', 0.97, 92, 0.35),
          reading('health', 50, 20),
        ),
      },
      ...over,
    });

  it('are customers from the setting on, with reasons', () => {
    const list = expansionsOf(context([growing('Acme'), account('Calm')]));
    expect(list.accounts.map(({ name, reasons }) => [name, reasons.map(text)])).toEqual([
      ['Acme', ['97 % of seats are in use']],
    ]);
    const strict = { settings: { definitions: { expansion_from: 90 } } };
    expect(expansionsOf(context([growing('Acme')], strict)).accounts).toEqual([]);
  });

  it('say first when the account is at risk too', () => {
    const [card] = expansionsOf(context([growing('Acme', { at_risk: true })])).accounts;
    expect(card?.reasons.map(text)[0]).toBe('at risk too: settle that first');
    expect(card?.tone).toBe('neutral');
  });

  it.each([
    [[growing('Acme')], 'Acme has room to grow beyond 100 USD of MRR'],
    [[growing('Acme'), growing('Borg')], '2 customers have room to grow beyond 200 USD of MRR'],
    [[account('Calm')], 'No customer shows a clear opening to grow'],
    [[], 'Openings to grow cannot be told: no customer has an expansion score'],
  ])('claim who can grow (%#)', (accounts, title) => {
    expect(text(expansionsOf(context(accounts)).title)).toBe(title);
  });
});

describe('the wins', () => {
  const wins = (accounts: Account[], over: Over = {}) => {
    const { title, rows } = winsOf([], context(accounts, over));
    return [text(title), ...rows.map(text)];
  };

  it('are gains of MRR and recoveries, a sentence for each account', () => {
    expect(
      wins([
        account('Acme', { movements: { expansion: 40 }, previous_tier: 'amber' }),
        account('Back', { movements: { reactivation: 70 } }),
        account('Calm'),
        account('Well', { previous_tier: 'red' }),
      ]),
    ).toEqual([
      '3 accounts did well: 110 USD of MRR gained and 2 back to green',
      'Back came back with 70 USD of MRR.',
      'Acme grew by 40 USD of MRR and went from amber to green.',
      'Well went from red to green.',
    ]);
  });

  it('name the only one', () => {
    expect(wins([account('New', { movements: { new: 10 } })])).toEqual([
      'New is the win of the month',
      'New became a customer with 10 USD of MRR.',
    ]);
  });

  it('are honest about none', () => {
    expect(wins([account('Calm')])).toEqual(['No win to report this month']);
  });

  it('end with what the losses teach', () => {
    const lost = { is_customer: false, is_lost: true, tier: null };
    const gone = account('Gone', { ...lost, end_reason: 'too_expensive' });
    expect(wins([gone])).toContain('Gone left; the reason on record is too expensive.');
    expect(
      wins([
        gone,
        account('Left', { ...lost, end_reason: 'too_expensive' }),
        account('Quit', lost),
      ]),
    ).toContain('3 customers left; reasons on record: too expensive (2) and none given (1).');
    expect(wins([account('Quit', lost)])).toContain('Quit left without a reason on record: ask.');
  });
});
