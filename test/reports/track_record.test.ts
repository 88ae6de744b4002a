import { describe, expect, it } from 'vitest';
import type { Scorecard } from '../../lambdas/kpis/scores/scorecard.ts';
import { contextOf } from '../../lambdas/reports/context.ts';
import { trackRecordOf } from '../../lambdas/reports/sections/track_record.ts';
import type { EditionName } from '../../lambdas/settings/schema.ts';
import { accountOver, type Then } from './moments.ts';
import { input, scored, text } from './small_company.ts';

/** An account that is rated so at each of four cut-offs, and perhaps lost at the last. */
const rated = (name: string, risk: number, lost = false, then: NonNullable<Then> = {}) => {
  const account = accountOver(
    name,
    [then, then, then, then],
    { scores: { churn_risk_score: scored(risk) } },
    'monthly',
  );
  const history = account.history.map((moment, n) => ({ ...moment, is_lost: lost && n === 3 }));
  return { ...account, history };
};
const many = (n: number, name: string, risk: number, lost: boolean, then: NonNullable<Then> = {}) =>
  Array.from({ length: n }, (_, i) => rated(`${name} ${i}`, risk, lost, then));
const section = (accounts: readonly Scorecard[], edition: EditionName = 'monthly') =>
  trackRecordOf(contextOf(input({ accounts, edition, label: labels[edition] })));
const labels = { weekly: '2026-W44', monthly: '2026-10', quarterly: '2026-Q3' };

const company = [
  ...[...many(8, 'Left at risk', 80, true), ...many(12, 'Stayed at risk', 75, false)],
  ...[...many(4, 'Left calm', 10, true), ...many(76, 'Stayed calm', 10, false)],
];

describe('the record of the churn-risk score', () => {
  it('says how often those at risk left, and the others, and what chance would give', () => {
    const found = section(company);
    expect(text(found?.title ?? null)).toBe(
      'Who is rated at risk leaves about 8 times as often within three months',
    );
    expect(found?.sentences.map(text)).toEqual([
      'Of the customers that it rated 70 and more, 40 % left within three months; of the others 5 %.',
      'Take one customer who left and one who stayed: in 81 of 100 such pairs it had rated the one who left higher; by chance it would be 50.',
    ]);
  });

  it('has a row for each band in which anybody was rated, with the range of the share', () => {
    const rows = section(company)?.bands.map(({ label, ratings, lost, share, low, high }) =>
      [label, ratings, lost, share, low, high].map((cell) =>
        typeof cell === 'string' ? cell : cell?.value,
      ),
    );
    expect(rows).toEqual([
      ['0–20', 80, 4, 5, 1, 20],
      ['60–80', 12, 0, 0, 0, 49],
      ['80–100', 8, 8, 100, 41, 100],
    ]);
  });

  it('claims no share of a few: it counts them', () => {
    const few = [...many(3, 'Left', 80, true), ...many(12, 'Gone', 10, true)];
    const found = section([...few, ...many(60, 'Stayed', 10, false)]);
    expect(text(found?.title ?? null)).toBe('So far the churn-risk score points the right way');
    expect(text(found?.sentences[0] ?? null)).toBe(
      'It has rated customers 70 and more only 3 times, and 3 of those left within three months; of the others 17 % did.',
    );
  });

  it('says so where nobody was rated at risk, and where the score says nothing', () => {
    const calm = [...many(12, 'Left', 10, true), ...many(30, 'Stayed', 10, false)];
    const found = section(calm);
    expect(text(found?.title ?? null)).toBe(
      'So far the churn-risk score says little about who leaves',
    );
    expect(text(found?.sentences[0] ?? null)).toContain('It has rated nobody 70');
  });

  it('judges nothing below ten losses', () => {
    const found = section([...many(9, 'Left', 80, true), ...many(30, 'Stayed', 10, false)]);
    expect(text(found?.title ?? null)).toBe(
      'Too few customers have left to say how good the churn-risk score is',
    );
    expect(found?.sentences.map(text)).toEqual([
      'Of 39 customers that it rated, 9 left within three months.',
    ]);
    expect(found?.bands).toEqual([]);
  });

  it('takes out what an end that was set later added to the ratings before it', () => {
    const end = { facts: { scheduled_churn: 1, days_to_renewal: 0, usage_ratio: 0.8 } };
    // Rated 33 only for the end that today's data tells; without it nothing speaks for a loss.
    const left = many(12, 'Left', 10, true, end);
    const stayed = many(30, 'Stayed', 9, false);
    const pairs = text(section([...left, ...stayed])?.sentences[1] ?? null);
    expect(pairs).toContain('in 0 of 100 such pairs');
  });

  it('is of no weekly report, counts a loss of one quarter in the quarterly one, and is absent without ratings', () => {
    expect(section(company, 'weekly')).toBeNull();
    expect(text(section(company, 'quarterly')?.title ?? null)).toContain('within a quarter');
    expect(section([])).toBeNull();
    expect(section([accountOver('New', [{}])])).toBeNull();
  });
});
