import { describe, expect, it } from 'vitest';
import { factWords } from '../../lambdas/reports/words/account_facts.ts';
import { count, money, percent } from '../../lambdas/reports/words/figures.ts';
import { capital, list, plural, say, sentence } from '../../lambdas/reports/words/say.ts';
import { signalWords } from '../../lambdas/reports/words/signals.ts';
import type { AccountField } from '../../lambdas/settings/playbooks.ts';
import { account, reading, text } from './small_company.ts';

describe('prose', () => {
  it('keeps words as words and numbers and days as data', () => {
    expect(say`${count(2)} of ${'Acme'} by ${{ date: '2026-11-01' }}`).toEqual([
      {
        words: '{0} of {1} by {2}',
        with: [[{ figure: { value: 2, unit: 'count' } }], ['Acme'], [{ date: '2026-11-01' }]],
      },
    ]);
  });

  it('takes in prose made before, which stays a message of its own', () => {
    expect(say`so ${say`it is`}.`).toEqual([
      { words: 'so {0}.', with: [[{ words: 'it is', with: [] }]] },
    ]);
    expect(say`${say`a.`}${say` b.`}`).toEqual([
      { words: 'a.', with: [] },
      ' ',
      { words: 'b.', with: [] },
    ]);
  });

  it('speaks of money in whole amounts from a hundred on', () => {
    expect(text(say`${money(4763.69, 'USD')} and ${money(9.5, 'USD')}`)).toBe(
      '4764 USD and 9.5 USD',
    );
  });

  it('lists with commas and a last "and"', () => {
    expect([['a'], ['a', 'b'], ['a', 'b', 'c']].map((all) => text(list(all)))).toEqual([
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect(list([])).toEqual([]);
  });

  it('makes a sentence with a capital and one full stop', () => {
    expect(text(sentence(say`it is`))).toBe('It is.');
    expect(text(sentence(['It is.']))).toBe('It is.');
    expect(text(sentence(list([say`it is`, 'it was.'])))).toBe('It is and it was.');
    expect(text(capital(say`${percent(0.5)} of it`))).toBe('50 % of it');
  });

  it('counts one thing and many things', () => {
    const said = [0, 1, 2].map((n) => text(say`${count(n)} ${plural(n, 'day')}`));
    expect(said).toEqual(['0 days', '1 day', '2 days']);
  });
});

describe('a fact of an account', () => {
  const say = (field: AccountField, value: number, facts = {}) =>
    text(factWords(field, value, { currency: 'USD', facts: account('A', { facts }).facts }));

  it.each([
    ['usage_ratio', 0.45, 'usage fell to 45 % of its usual level'],
    ['usage_ratio', 1.3, 'usage is at 130 % of its usual level'],
    ['usage_ratio', 10.31, 'usage is 10.3 times its usual level'],
    ['days_since_login', 31.9, 'no login for 31 days'],
    ['days_since_touch', 36_500, 'no two-way contact on record'],
    ['days_to_renewal', 24, 'renews in 24 days'],
    ['days_to_renewal', 0, 'renews today'],
    ['open_escalations', 1, '1 open escalation'],
    ['open_tickets', 2, '2 open tickets'],
    ['tickets_30d', 5, '5 tickets in 30 days'],
    ['days_overdue', 12, 'an invoice is 12 days overdue'],
    ['latest_nps', 3, 'latest NPS answer is 3'],
    ['effort_change', -30.2, 'ease of use in surveys fell by 30 points'],
    ['health', 31.4, 'health is 31'],
    ['health_change', -1, 'health fell by 1 point'],
    ['churn_risk_change', 12, 'churn risk rose by 12 points'],
    ['seat_use', 0.954, '95 % of seats are in use'],
    ['champions', 0, 'no active champion'],
    ['scheduled_churn', 1, 'a cancellation is set'],
    ['months_since_first_payment', 14.8, 'customer for 14 months'],
    ['onboarding_days_open', 75.5, 'onboarding open for 75 days'],
  ] as const)('reads as people say it: %s %d', (field, value, words) => {
    expect(say(field, value)).toBe(words);
  });

  it('ends instead of renewing where a cancellation is set', () => {
    expect(say('days_to_renewal', 24, { scheduled_churn: 1 })).toBe('ends in 24 days');
  });
});

it('has no words for a signal that nobody described', () => {
  const about = { currency: 'USD', facts: account('A').facts };
  expect(signalWords(reading('new_signal', 1, 99), about)).toBeNull();
  expect(text(signalWords(reading('no_champion_touched', 1, 100), about))).toBe(
    'no champion in touch for 90 days',
  );
});
