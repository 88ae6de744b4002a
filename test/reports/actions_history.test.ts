import { describe, expect, it } from 'vitest';
import type { Scorecard } from '../../lambdas/kpis/scores/scorecard.ts';
import { firedActions } from '../../lambdas/reports/actions/fired_actions.ts';
import { outcomesOf } from '../../lambdas/reports/actions/outcomes.ts';
import { contextOf } from '../../lambdas/reports/context.ts';
import { followUpOf } from '../../lambdas/reports/sections/follow_up.ts';
import type { Playbook } from '../../lambdas/settings/playbooks.ts';
import { accountOver, type Then } from './moments.ts';
import { input, text } from './small_company.ts';

type Over = Parameters<typeof input>[0] & object;

const rule = (over: Partial<Playbook> = {}): Playbook => ({
  id: 'quiet',
  title: 'Call',
  when: [{ field: 'days_since_login', is: 'at_least', value: 30 }],
  play: 'Call them.',
  due_in_days: 3,
  moves: 'mrr',
  kind: 'risk',
  ...over,
});
const context = (accounts: Scorecard[], rules: Playbook[], over: Over = {}) =>
  contextOf(input({ accounts, settings: { playbooks: rules }, ...over }));
const fired = (accounts: Scorecard[], rules = [rule()], over: Over = {}) =>
  firedActions(context(accounts, rules, over));
const said = (accounts: Scorecard[], rules = [rule()], over: Over = {}) =>
  fired(accounts, rules, over).map(({ again }) => text(again));

const quiet: Then = { facts: { days_since_login: 40 } };
const calm: Then = { facts: { days_since_login: 2 } };

describe('an action that was asked for before', () => {
  it('says for how long, and since which cut-off', () => {
    const acme = accountOver('Acme', [quiet, calm, quiet, quiet, quiet]);
    const [action] = fired([acme]);
    expect(action?.streak).toEqual({ periods: 3, since: '2026-09-01', first_period: '2026-08' });
    expect(text(action?.again ?? null)).toBe('Third month in a row, since 2026-09-01');
  });

  it('speaks of weeks and quarters where these are the periods', () => {
    const of = (edition: 'weekly' | 'quarterly') =>
      accountOver('Acme', [quiet, quiet], {}, edition);
    const weekly = { edition: 'weekly', label: '2026-W44' } as const;
    const quarterly = { edition: 'quarterly', label: '2026-Q3' } as const;
    expect(said([of('weekly')], [rule()], weekly)).toEqual([
      'Second week in a row, since 2026-10-26',
    ]);
    expect(said([of('quarterly')], [rule()], quarterly)).toEqual([
      'Second quarter in a row, since 2026-07-01',
    ]);
  });

  it('says nothing where it is new, or was asked for, and was not the last time', () => {
    expect(said([accountOver('A', [calm, quiet])])).toEqual(['']);
    expect(said([accountOver('A', [quiet, calm, quiet])])).toEqual(['']);
    const notYet: Then = { ...quiet, is_customer: false };
    expect(said([accountOver('A', [quiet, notYet, quiet])])).toEqual(['']);
  });

  it('says at least since when, where the trend does not reach back to the first time', () => {
    const always = Array.from({ length: 13 }, () => quiet);
    const [action] = fired([accountOver('Acme', always)]);
    expect(text(action?.again ?? null)).toBe('Every month since 2025-11-01 at least');
    expect(action?.streak).toEqual({ periods: 13, since: '2025-11-01', first_period: null });
  });

  it('is another one when another rule came to lead', () => {
    const rules = [
      rule({ id: 'late', when: [{ field: 'days_overdue', is: 'above', value: 7 }] }),
      rule(),
    ];
    const then: Then = { facts: { days_since_login: 40, days_overdue: 9 } };
    const [action] = fired([accountOver('Acme', [then, then, quiet])], rules);
    expect([action?.playbook, action?.again]).toEqual(['quiet', null]);
  });

  it('claims nothing of earlier cut-offs where the data does not say since when', () => {
    const rules = [
      rule({ id: 'leaving', when: [{ field: 'scheduled_churn', is: 'above', value: 0 }] }),
      rule({ id: 'ending', when: [{ field: 'days_to_renewal', is: 'at_most', value: 60 }] }),
      rule({ id: 'tagged', when: [{ field: 'know_it_all', is: 'above', value: 0 }] }),
    ];
    const same = (facts: Partial<Scorecard['facts']>): Then[] => [{ facts }, { facts }, { facts }];
    const accounts = [
      accountOver('Leaving', same({ scheduled_churn: 1, days_to_renewal: 20 })),
      accountOver('Tagged', same({ know_it_all: 1 })),
      accountOver('Renewing', same({ days_to_renewal: 20, scheduled_churn: 0 })),
    ];
    const found = fired(accounts, rules).map(({ account, streak }) => [account, streak?.periods]);
    expect(found).toEqual([
      ['Leaving', undefined],
      ['Renewing', 3],
      ['Tagged', undefined],
    ]);
    expect(text(followUpOf(context(accounts, rules))?.title ?? null)).toContain('one action');
  });
});

describe('the id of an action', () => {
  const idAt = (thens: Then[], label: string) =>
    fired([accountOver('Acme', thens)], [rule()], { label }).map(({ id }) => id);

  it('stays while the action is asked for, and is another the next time', () => {
    const october = fired([accountOver('Acme', [calm, quiet, quiet])])[0];
    // The same account a month earlier, when the action was new.
    const september = {
      ...accountOver('Acme', [calm, quiet]),
      history: accountOver('Acme', [calm, quiet, quiet]).history.slice(0, 2),
    };
    expect(fired([september], [rule()], { label: '2026-09' })[0]?.id).toBe(october?.id);
    expect(idAt([quiet, calm, quiet], '2026-10')).not.toEqual([october?.id]);
  });

  it('tells accounts and playbooks apart', () => {
    const two = [accountOver('Acme', [quiet]), accountOver('Borg', [quiet])];
    const ids = [...fired(two), ...fired(two, [rule({ id: 'other' })])].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });
});

describe('what became of last time’s actions', () => {
  const followUp = (accounts: Scorecard[], rules = [rule()], over: Over = {}) =>
    followUpOf(context(accounts, rules, over));
  const login = (days_since_login: number | null): Then => ({ facts: { days_since_login } });
  const row = (accounts: Scorecard[], rules = [rule()]) => {
    const [found] = outcomesOf(context(accounts, rules));
    return found && [text(found.was), text(found.is), found.became];
  };

  it.each([
    ['settled where the rule no longer fires', [40, 3], ['40 days', '3 days', 'settled']],
    ['better where its number moved the right way', [60, 40], ['60 days', '40 days', 'better']],
    ['unchanged where it did not move', [40, 40.2], ['40 days', '40 days', 'unchanged']],
    ['worse where it moved the wrong way', [40, 47], ['40 days', '47 days', 'worse']],
    ['unknown where the number is', [40, null], ['40 days', 'unknown', 'unknown']],
    ['told of who never logged in', [36_500, 36_500], ['never', 'never', 'unchanged']],
  ] as const)('is %s', (_, [was, is], found) => {
    expect(row([accountOver('Acme', [login(was), login(is)])])).toEqual(found);
  });

  it('is worse for who left or paused, whatever the number says', () => {
    const gone = { ...accountOver('Acme', [quiet, null]), is_lost: true };
    expect(row([gone])).toEqual(['40 days', 'left', 'worse']);
    expect(row([accountOver('Acme', [quiet, null])])).toEqual(['40 days', 'paused', 'worse']);
  });

  it('is told by the number that the rule names, which for growth is what they pay', () => {
    const grow = rule({
      kind: 'growth',
      when: [{ field: 'expansion_opportunity', is: 'at_least', value: 70 }],
      number: { field: 'mrr', better: 'higher' },
    });
    const paying = (mrr: number, expansion_opportunity: number): Then => ({
      facts: { mrr, expansion_opportunity },
    });
    const grown = accountOver('Acme', [paying(100, 80), paying(140, 40)]);
    const still = accountOver('Acme', [paying(100, 80), paying(100, 40)]);
    expect(row([grown], [grow])).toEqual(['100 USD', '140 USD', 'better']);
    expect(row([still], [grow])?.at(-1)).toBe('unchanged');
  });

  it('counts all of them, and shows as many as a list holds of those that moved, bad news first', () => {
    const of = (name: string, days: number) => accountOver(name, [quiet, login(days)]);
    const accounts = [
      ...[of('A', 50), of('B', 51), of('C', 52), of('D', 53), of('E', 2), of('F', 3)],
      ...[of('G', 35), of('H', 40)],
    ];
    const wide = { settings: { playbooks: [rule()], actions_per_owner: 20 } };
    const found = followUp(accounts, [rule()], wide);
    expect(text(found?.title ?? null)).toBe(
      'Of last month’s 8 actions, 2 are no longer needed and 1 has moved the right way',
    );
    expect(text(found?.note ?? null)).toBe('1 did not move and 4 got worse.');
    expect(found?.rows.map(({ name }) => text(name))).toEqual(['A', 'B', 'C', 'E', 'F']);
    const still = followUp([of('G', 40), of('H', 40.1), of('I', 50)], [rule()], wide);
    expect(still?.rows.map(({ name }) => text(name))).toEqual(['I']);
    expect(text(still?.note ?? null)).toBe('2 did not move and 1 got worse.');
  });

  it('speaks of those alone that were given: each owner’s five with most at stake', () => {
    const accounts = Array.from({ length: 8 }, (_, i) =>
      accountOver(`Account ${i}`, [{ ...quiet, mrr: 10 * i }, calm]),
    );
    const found = followUp(accounts);
    expect(text(found?.title ?? null)).toContain('last month’s 5 actions');
    expect(found?.rows.map(({ name }) => text(name))).toEqual(
      [7, 6, 5, 4, 3].map((i) => `Account ${i}`),
    );
  });

  it('is honest about one and none', () => {
    expect(text(followUp([accountOver('Acme', [quiet, calm])])?.title ?? null)).toBe(
      'Last month’s one action is no longer needed',
    );
    const two = [accountOver('A', [quiet, quiet]), accountOver('B', [quiet, quiet])];
    expect(text(followUp(two)?.title ?? null)).toBe(
      'None of last month’s 2 actions has moved its number the right way yet',
    );
    expect(followUp([accountOver('Acme', [calm, quiet])])).toBeNull();
    expect(followUp([accountOver('Acme', [quiet])])).toBeNull();
  });
});
