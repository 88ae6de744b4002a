import { describe, expect, it } from 'vitest';
import { firedActions } from '../../lambdas/reports/actions/fired_actions.ts';
import { contextOf } from '../../lambdas/reports/context.ts';
import { actionsOf } from '../../lambdas/reports/sections/actions.ts';
import { defaultPlaybooks } from '../../lambdas/settings/default_playbooks.ts';
import type { Playbook } from '../../lambdas/settings/playbooks.ts';
import { account, input, reading, scored, text } from './small_company.ts';

type Over = Parameters<typeof input>[0] & object;
type Account = ReturnType<typeof account>;
const fired = (accounts: Account[], over: Over = {}) =>
  firedActions(contextOf(input({ accounts, ...over })));
const section = (accounts: Account[], over: Over = {}) =>
  actionsOf(fired(accounts, over), contextOf(input({ accounts, ...over })));
const ids = (accounts: Account[]) => fired(accounts).map(({ playbook }) => playbook);

const noLogin = { field: 'days_since_login', is: 'at_least', value: 30 } as const;
const rule = (over: Partial<Playbook> = {}): Playbook => ({
  id: 'quiet',
  title: 'Call',
  when: [noLogin],
  play: 'Call them.',
  due_in_days: 3,
  moves: 'mrr',
  kind: 'risk',
  ...over,
});
const playbooks = (...rules: Playbook[]) => ({ settings: { playbooks: rules } });
const quiet = { facts: { days_since_login: 31 } };

describe('a rule', () => {
  it.each([
    ['at_least', 31, true],
    ['at_least', 32, false],
    ['at_most', 31, true],
    ['at_most', 30, false],
    ['above', 31, false],
    ['above', 30, true],
    ['below', 31, false],
    ['below', 32, true],
  ] as const)('with %s %i fires on 31: %s', (is, value, fires) => {
    const when = [{ field: 'days_since_login' as const, is, value }];
    expect(fired([account('A', quiet)], playbooks(rule({ when })))).toHaveLength(fires ? 1 : 0);
  });

  it('needs all its conditions', () => {
    const when = [noLogin, { field: 'mrr' as const, is: 'above' as const, value: 50 }];
    const both = account('A', { facts: { days_since_login: 31, mrr: 60 } });
    expect(fired([both, account('B', quiet)], playbooks(rule({ when })))).toHaveLength(1);
  });

  it('never fires on what is unknown, nor for who is no customer', () => {
    const gone = account('Gone', { ...quiet, is_customer: false });
    expect(fired([account('A'), gone], playbooks(rule()))).toEqual([]);
  });
});

describe('an action', () => {
  it('says who does what for whom by when, and what should move', () => {
    const kpis = input().kpis;
    expect(fired([account('Acme', quiet)], { ...playbooks(rule()), kpis })).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        playbook: 'quiet',
        title: 'Call',
        owner: 'Dana Reyes',
        due_on: '2026-11-04',
        account_id: 'acme',
        account: 'Acme',
        mrr: { value: 100, unit: 'money', currency: 'USD' },
        reason: [
          {
            capital: [
              { words: 'no login for {0}', with: [[{ figure: { value: 31, unit: 'days' } }]] },
            ],
          },
        ],
        play: 'Call them.',
        moves: 'MRR',
        moves_kpi: 'mrr',
        kind: 'risk',
        found: [{ name: 'days_since_login', is: 'at_least 30', value: 31 }],
        given: true,
        streak: { periods: 1, since: '2026-11-01', first_period: '2026-10' },
        again: null,
      },
    ]);
  });

  it('has no owner where the account has no CSM', () => {
    const [action] = fired([account('A', { ...quiet, csm: null })], playbooks(rule()));
    expect(action?.owner).toBe('unassigned');
  });

  it.each([
    [5, '2026-11-06'],
    [6, '2026-11-09'],
    [7, '2026-11-09'],
    [8, '2026-11-09'],
    [0, '2026-11-02'],
  ])('%i days after Sunday 1 November is due on a working day, %s', (due_in_days, due) => {
    const [action] = fired([account('A', quiet)], playbooks(rule({ due_in_days })));
    expect(action?.due_on).toBe(due);
  });

  it('is one for each account and kind: the first rule gives the play, the others reasons', () => {
    const silent = rule({
      id: 'silent',
      when: [{ field: 'days_since_touch', is: 'above', value: 60 }],
    });
    const grow = rule({
      id: 'grow',
      kind: 'growth',
      when: [{ field: 'seat_use', is: 'above', value: 0.9 }],
    });
    const acme = account('Acme', {
      facts: { days_since_login: 31, days_since_touch: 70, seat_use: 0.95 },
    });
    const actions = fired([acme], playbooks(rule(), silent, grow));
    expect(actions.map(({ playbook, reason }) => [playbook, text(reason)])).toEqual([
      ['quiet', 'No login for 31 days and no two-way contact for 70 days'],
      ['grow', '95 % of seats are in use'],
    ]);
  });

  it('that a score asked for tells what is behind the score', () => {
    const churn_risk_score = scored(82, reading('usage_ratio', 0.4, 100, 0.3));
    const [action] = fired([
      account('A', { at_risk: true, scores: { churn_risk_score }, facts: { churn_risk: 82 } }),
    ]);
    expect(text(action?.reason ?? null)).toBe(
      'Churn risk is 82 and usage fell to 40 % of its usual level',
    );
  });
});

describe('the actions', () => {
  const rules = playbooks(
    rule(),
    rule({ id: 'grow', kind: 'growth', when: [{ field: 'seat_use', is: 'above', value: 0.9 }] }),
  );

  it('put accounts at risk first, then other warnings, then growth, each by MRR', () => {
    const accounts = [
      account('Growing', { mrr: 900, facts: { seat_use: 1 } }),
      account('Quiet', { ...quiet, mrr: 800 }),
      account('Small', { ...quiet, mrr: 10, at_risk: true }),
      account('Large', { ...quiet, mrr: 20, at_risk: true }),
    ];
    expect(fired(accounts, rules).map((action) => action.account)).toEqual([
      'Large',
      'Small',
      'Quiet',
      'Growing',
    ]);
  });

  it('ask nobody in trouble to buy more or to recommend us', () => {
    const facts = { seat_use: 1, referral_readiness: 90 };
    const ask = rule({
      id: 'ask',
      kind: 'advocacy',
      when: [{ field: 'referral_readiness', is: 'at_least', value: 70 }],
    });
    const all = playbooks(...(rules.settings.playbooks ?? []), ask);
    const asked = (at_risk: boolean) =>
      fired([account('A', { facts, at_risk })], all).map(({ playbook }) => playbook);
    expect(asked(false)).toEqual(['grow', 'ask']);
    expect(asked(true)).toEqual([]);
  });

  it('show as many as a list holds and count the others', () => {
    const accounts = [...'abcdefg'].map((name) => account(`Account ${name}`, quiet));
    const most = { settings: { ...rules.settings, actions_per_owner: 7 } };
    const { rows, more, waiting, title } = section(accounts, most);
    expect([rows.length, more, waiting]).toEqual([5, 2, 0]);
    expect(text(title)).toBe('7 actions over 700 USD of MRR, the first due 2026-11-04');
  });

  it('ask each owner for five at most, by the revenue at stake, and count those that wait', () => {
    const of = (csm: string, n: number) =>
      Array.from({ length: n }, (_, i) =>
        account(`${csm} ${i}`, { ...quiet, csm, mrr: 100 * (i + 1) }),
      );
    const accounts = [...of('Dana', 8), ...of('Priya', 2)];
    const given = fired(accounts, rules).filter((action) => action.given);
    expect(given.map((action) => action.account).sort()).toEqual([
      ...['Dana 3', 'Dana 4', 'Dana 5', 'Dana 6', 'Dana 7'],
      ...['Priya 0', 'Priya 1'],
    ]);
    expect(section(accounts, rules)).toMatchObject({ more: 2, waiting: 3 });
    const one = { settings: { ...rules.settings, actions_per_owner: 1 } };
    expect(fired(accounts, one).filter((action) => action.given)).toHaveLength(2);
  });

  it('tell a play once and point to it afterwards', () => {
    const { rows } = section([account('Acme', quiet), account('Borg', quiet)], rules);
    expect(rows.map(({ play }) => text(play))).toEqual([
      'Call them.',
      'The same for Borg as for Acme.',
    ]);
  });

  it('are honest about one and none', () => {
    expect(text(section([account('Acme', quiet)], rules).title)).toBe(
      'One thing to do, by 2026-11-04',
    );
    expect(text(section([account('Calm')]).title)).toBe('Nothing is due: no rule asks for action');
  });
});

describe('the default rules', () => {
  it.each([
    ['churn risk', { churn_risk: 70 }, 'churn_risk_high'],
    ['red health', { health: 39 }, 'health_red'],
    ['an opening to grow', { expansion_opportunity: 70 }, 'upsell_ready'],
    [
      'a growing opening',
      { expansion_opportunity: 60, expansion_opportunity_change: 12 },
      'expansion_up',
    ],
    ['an expansion feature tried', { new_expansion_features: 1 }, 'expansion_feature_tried'],
    ['readiness to recommend us', { referral_readiness: 70 }, 'referral_ready'],
    [
      'an onboarding without a step for a month',
      { days_since_onboarding_step: 30, months_since_first_payment: 3 },
      'onboarding_stuck',
    ],
    ['no champion in touch', { no_champion_touched: 1 }, 'championless'],
    ['one who takes no advice', { know_it_all: 1 }, 'know_it_all'],
    ['collapsed usage', { usage_ratio: 0.49 }, 'usage_collapsed'],
    ['recurring issues', { most_of_one_category: 3 }, 'recurring_issues'],
    ['worse effort', { effort_change: -25 }, 'effort_worse'],
    ['an overdue invoice', { days_overdue: 7 }, 'overdue_payer'],
    ['a near renewal with weak health', { days_to_renewal: 60, health: 69 }, 'renewal_at_risk'],
    ['two silent months', { days_since_touch: 60 }, 'silent_account'],
    ['a detractor', { latest_nps: 6 }, 'detractor'],
    ['a cancellation', { scheduled_churn: 1 }, 'cancellation_scheduled'],
  ])('answer %s', (_, facts, playbook) => {
    expect(ids([account('A', { facts })])).toEqual([playbook]);
  });

  it('leave a healthy account alone', () => {
    const facts = {
      health: 80,
      churn_risk: 20,
      expansion_opportunity: 30,
      usage_ratio: 0.5,
      days_since_touch: 12,
      days_overdue: 0,
      no_champion_touched: 0,
      know_it_all: 0,
      most_of_one_category: 2,
      // Escalations alone make no victim, and a customer of years is not onboarding.
      open_escalations: 4,
      tickets_30d: 9,
      days_since_onboarding_step: 300,
      months_since_first_payment: 30,
      referral_readiness: 69,
      expansion_opportunity_change: 12,
      latest_nps: 9,
      days_to_renewal: 30,
      scheduled_churn: 0,
    };
    expect(ids([account('A', { facts })])).toEqual([]);
  });

  it('each have their own id', () => {
    expect(new Set(defaultPlaybooks.map(({ id }) => id)).size).toBe(defaultPlaybooks.length);
  });
});
