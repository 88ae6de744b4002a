import { describe, expect, it } from 'vitest';
import type { TimelineFact } from '../../lambdas/kpis/timelines.ts';
import { contextOf } from '../../lambdas/reports/context.ts';
import { timelinesOf } from '../../lambdas/reports/scopes.ts';
import { postMortemAccounts, postMortemsOf } from '../../lambdas/reports/sections/post_mortems.ts';
import { storyAccounts, storyOf } from '../../lambdas/reports/sections/story.ts';
import { account, input, moment, text } from './small_company.ts';

const fact = (
  day: string,
  kind: TimelineFact['kind'],
  code = '',
  score?: number,
): TimelineFact => ({
  ...{ day, kind, code },
  score: score ?? null,
  worst: score === undefined ? null : 0,
  best: score === undefined ? null : 10,
});
const told = (events: readonly { on: string; what: Parameters<typeof text>[0] }[] = []) =>
  events.map(({ on, what }) => `${on} ${text(what)}`);

/** Weeks that end on Monday 2 November 2026, by health. */
function weeks(...health: number[]) {
  return health.map((value, n) => {
    const end = new Date(Date.UTC(2026, 10, 2 - 7 * (health.length - 1 - n)));
    return moment({
      period: `week ${n + 1}`,
      end: end.toISOString().slice(0, 10),
      tier: value >= 70 ? 'green' : value >= 40 ? 'amber' : 'red',
      scores: { customer_health_score: value },
    });
  });
}

const weekly = { edition: 'weekly', label: '2026-W44' } as const;

describe('the customer story', () => {
  const turned = account('Acme', {
    mrr: 500,
    previous_tier: 'amber',
    history: weeks(75, 30, 55, 82),
  });
  const storyFrom = (...accounts: Parameters<typeof account>[]) =>
    storyOf(contextOf(input({ ...weekly, accounts: accounts.map((args) => account(...args)) })));

  it('is of the account that turned green and rose most, told from its low to now', () => {
    const timelines = new Map([
      [
        'acme',
        [
          fact('2026-10-02', 'escalation', 'bug'),
          fact('2026-10-20', 'talk', 'qbr'),
          fact('2026-10-21', 'ticket', 'how_to'),
          fact('2026-10-25', 'answer', 'nps', 9),
        ],
      ],
    ]);
    const story = storyOf(contextOf(input({ ...weekly, accounts: [turned], timelines })));
    expect(text(story?.title ?? null)).toBe('Acme went from red at 30 to green at 82 in 2 weeks');
    expect(told(story?.events)).toEqual([
      '2026-10-02 A ticket was escalated (bug)',
      '2026-10-18 Health is red at 30, its lowest',
      '2026-10-20 The quarterly review',
      '2026-10-25 NPS answer: 9 of 10',
      '2026-11-01 Health is green, and churn risk 20',
    ]);
  });

  it('passes over small accounts, small rises and those who are not green', () => {
    const rise = { previous_tier: 'amber', history: weeks(50, 82) } as const;
    expect(
      storyFrom(['Acme', { mrr: 10, ...rise }], ['Borg', { mrr: 90 }], ['Nova', { mrr: 90 }]),
    ).toBeNull();
    expect(storyFrom(['Acme', { ...rise, history: weeks(65, 75) }])).toBeNull();
    expect(storyFrom(['Acme', { ...rise, tier: 'amber' }])).toBeNull();
  });

  it('takes the news of this week before a larger rise of an earlier one', () => {
    const story = storyFrom(
      ['Acme', { previous_tier: 'green', history: weeks(20, 90, 95) }],
      ['Borg', { previous_tier: 'amber', history: weeks(50, 55, 72) }],
    );
    expect(story?.name).toBe('Borg');
  });

  it('is of the weekly edition alone, which asks for the facts of that one account', () => {
    const monthly = contextOf(input({ accounts: [turned] }));
    expect([storyOf(monthly), storyAccounts(monthly)]).toEqual([null, []]);
    const chosen = storyAccounts(contextOf(input({ ...weekly, accounts: [turned] })));
    expect(chosen).toEqual([{ account_id: 'acme', from: '2026-10-12', until: '2026-11-02' }]);
  });
});

const month = (period: string, end: string, over: Parameters<typeof moment>[0] = {}) =>
  moment({ period, end, ...over });

/** Paid until it left in October 2026. */
function lost(name: string, mrr: number, over: Parameters<typeof account>[1] = {}) {
  return account(name, {
    is_customer: false,
    is_lost: true,
    mrr: 0,
    opening_mrr: mrr,
    end_reason: 'too_expensive',
    history: [
      month('2026-08', '2026-09-01', {
        scores: { customer_health_score: 81, churn_risk_score: 12 },
        facts: { usage_ratio: 1 },
      }),
      month('2026-09', '2026-10-01', {
        scores: { customer_health_score: 66, churn_risk_score: 34 },
        facts: { churn_risk: 34, health: 66, usage_ratio: 0.4, tickets_30d: 0 },
      }),
      month('2026-10', '2026-11-01', { is_customer: false, is_lost: true }),
    ],
    ...over,
  });
}

describe('a post-mortem', () => {
  const timelines = new Map([
    [
      'acme',
      [
        fact('2026-02-01', 'overdue'),
        fact('2026-08-03', 'talk', 'call'),
        fact('2026-09-05', 'left', 'champion'),
        fact('2026-09-20', 'talk', 'meeting'),
        fact('2026-10-12', 'comment', 'Too dear for what we use'),
        fact('2026-10-12', 'end', 'too_expensive'),
        fact('2026-10-15', 'answer', 'nps', 2),
      ],
    ],
  ]);
  const [told_of] =
    postMortemsOf(contextOf(input({ accounts: [lost('Acme', 300)], timelines })))?.accounts ?? [];

  it('tells what happened in the half year before the end, and nothing after it', () => {
    expect(told(told_of?.events)).toEqual([
      '2026-08-03 A call',
      '2026-09-05 Their champion left',
      '2026-09-20 The last talk: a meeting',
      '2026-09-30 Usage fell to 40 % of its usual level',
      '2026-10-12 A subscription ended: too expensive',
    ]);
  });

  it('states the reason on record in the customer’s words', () => {
    expect(text(told_of?.reason ?? null)).toBe(
      'Reason: too expensive, “Too dear for what we use”.',
    );
  });

  it('shows the scores before the end, what the rules had warned of, and what stayed silent', () => {
    expect(text(told_of?.scores ?? null)).toBe(
      'Health 81 → 66; churn risk 12 → 34 (ends of 2026-08 to 2026-09).',
    );
    expect(text(told_of?.seen ?? null)).toBe(
      'At the end of 2026-09 the rules warned: usage fell to 40 % of its usual level.',
    );
    expect(text(told_of?.unseen ?? null)).toBe(
      'What stayed silent: churn risk was 34, below the alarm at 70; health was 66, above the alarm at 40; no ticket was written.',
    );
  });

  it('knows nothing of a cancellation before it took effect, since no export dates one', () => {
    const facts = { scheduled_churn: 1, days_to_renewal: 5, churn_risk: 10 };
    const history = [month('2026-09', '2026-10-01', { facts }), month('2026-10', '2026-11-01')];
    const [one] =
      postMortemsOf(contextOf(input({ accounts: [lost('Acme', 300, { history })] })))?.accounts ??
      [];
    expect(text(one?.seen ?? null)).toBe('At the end of 2026-09 no rule had warned.');
    expect(told(one?.events).join()).not.toMatch(/cancel/);
  });

  it('is written for those lost above the median, at most five, and the rest is counted', () => {
    const accounts = [100, 200, 300, 400, 500].map((mrr) => lost(`A${mrr}`, mrr));
    const shown = postMortemsOf(contextOf(input({ accounts })));
    expect(shown?.accounts.map(({ name }) => name)).toEqual(['A500', 'A400', 'A300']);
    expect(text(shown?.title ?? null)).toBe(
      'What led to the loss of 3 of 5 customers who paid 1200 USD',
    );
    expect(text(shown?.rest ?? null)).toBe(
      'Not told here: 2 smaller losses, 300 USD of MRR together.',
    );
    const many = Array.from({ length: 9 }, (_, n) => lost(`B${n}`, 50));
    expect(postMortemsOf(contextOf(input({ accounts: many })))?.accounts).toHaveLength(5);
  });

  it('follows the size that the settings name', () => {
    const accounts = [100, 200, 300].map((mrr) => lost(`A${mrr}`, mrr));
    const settings = { post_mortem_from_mrr: 250 };
    const context = contextOf(input({ accounts, settings }));
    expect(postMortemsOf(context)?.accounts.map(({ name }) => name)).toEqual(['A300']);
    expect(postMortemAccounts(context)).toEqual([
      { account_id: 'a300', from: '2026-04-01', until: '2026-11-01' },
    ]);
  });

  it('takes what a paused customer paid last for its size', () => {
    const history = [
      month('2026-08', '2026-09-01', { mrr: 900 }),
      month('2026-09', '2026-10-01', { mrr: 0 }),
    ];
    const accounts = [lost('Acme', 0, { history }), lost('Borg', 300)];
    expect(postMortemsOf(contextOf(input({ accounts })))?.accounts[0]?.name).toBe('Acme');
  });

  it('is not written where nobody was lost, nor in the weekly edition', () => {
    expect(postMortemsOf(contextOf(input({ accounts: [account('Acme')] })))).toBeNull();
    const accounts = [lost('Acme', 300)];
    expect(postMortemsOf(contextOf(input({ ...weekly, accounts })))).toBeNull();
  });
});

it('keeps from a scope the dated facts of accounts that are not its own', () => {
  const dated = new Map([
    ['acme', [fact('2026-10-01', 'talk', 'call')]],
    ['borg', [fact('2026-10-01', 'talk', 'call')]],
  ]);
  expect([...timelinesOf([account('Acme')], dated).keys()]).toEqual(['acme']);
});
