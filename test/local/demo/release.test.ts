import { describe, expect, it } from 'vitest';
import { demoCompany, liveliness, share, sum, text } from './company.ts';

const { world, casts, rows, changes, idsOf, ofPlot, periods } = demoCompany();

describe('the bad release of August 2026', () => {
  const hit = casts.filter(({ profile }) => profile.plot.startsWith('release_'));
  const ids = new Set(hit.map(({ profile }) => profile.id));
  const tickets = rows('tickets').filter((row) => ids.has(text(row, 'account_id')));
  const between = (from: string, to: string) =>
    tickets.filter((row) => text(row, 'created_at') >= from && text(row, 'created_at') < to);
  const before = between('2026-07-08', '2026-08-18');
  const after = between('2026-08-18', '2026-09-28');

  it('hits mid-market accounts only', () => {
    expect(new Set(hit.map(({ profile }) => profile.segment))).toEqual(new Set(['mid_market']));
    expect(hit.length).toBe(24);
  });

  it('takes their usage down', () => {
    const usage = (from: number) => liveliness(hit, from, from + 21);
    expect(usage(world.release + 7) / usage(world.release - 35)).toBeLessThan(0.6);
  });

  it('triples their tickets, and escalates one in five', () => {
    expect(after.length).toBeGreaterThan(2.5 * before.length);
    expect(share(after, (row) => row.escalated_at !== null)).toBeGreaterThan(0.2);
  });

  it('spoils their answers', () => {
    const answers = rows('survey_responses').filter((row) => ids.has(text(row, 'account_id')));
    const mean = (type: string, from: string, to: string) => {
      const scores = answers
        .filter((row) => row.type === type)
        .filter((row) => text(row, 'responded_at') >= from && text(row, 'responded_at') < to)
        .map((row) => Number(row.score));
      return sum(scores) / scores.length;
    };
    expect(mean('csat', '2026-08-20', '2026-10-01')).toBeLessThan(
      mean('csat', '2026-06-01', '2026-08-18') - 0.7,
    );
    expect(mean('nps', '2026-08-20', '2026-10-01')).toBeLessThan(
      mean('nps', '2026-06-01', '2026-08-18') - 1.5,
    );
  });

  it('loses some of them from September on, shrinks some, and sees others recover', () => {
    const ends = periods.filter((row) => idsOf('release_lost').has(text(row, 'account_id')));
    const last = ends
      .filter((row) => row.end_reason === 'cancelled')
      .map((row) => text(row, 'ends_on'));
    expect(last.length).toBe(6);
    expect(last.filter((day) => day >= '2026-09-01' && day < '2026-12-02').length).toBe(6);
    const shrunk = changes('seats').filter((row) =>
      idsOf('release_shrunk').has(text(row, 'account_id')),
    );
    expect(shrunk.length).toBeGreaterThan(4);
    const usage = (from: number) => liveliness(ofPlot('release_recovered'), from, from + 21);
    expect(usage(world.horizon - 21) / usage(world.release - 35)).toBeGreaterThan(0.85);
  });
});
