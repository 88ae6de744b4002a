import { describe, expect, it } from 'vitest';
import { asOf, closing, demoCompany, liveliness, share, text } from './company.ts';

const company = demoCompany();
const { world, casts, rows, changes, idsOf, ofPlot, periods } = company;
const now = closing(company, asOf);

describe('what else happens to the demo company', () => {
  it('raises prices at renewals from January 2026', () => {
    const rises = changes('price').map((row) => text(row, 'starts_on'));
    expect(rises.length).toBeGreaterThan(80);
    expect(rises.toSorted()[0]?.slice(0, 7)).toBe('2026-01');
  });

  it('sees cards expire in April 2026: some pay late, some are lost without wanting to', () => {
    const late = periods.filter(
      (row) => row.status === 'past_due' && text(row, 'starts_on') < '2026-05',
    );
    expect(late.every((row) => text(row, 'starts_on').startsWith('2026-04'))).toBe(true);
    expect(late.filter((row) => row.end_reason === 'changed').length).toBeGreaterThan(3);
    expect(late.filter((row) => row.end_reason === 'payment_failed').length).toBe(6);
  });

  it('fades where a champion has left', () => {
    const left = ofPlot('champion_left');
    const usage = (from: number, to: number) => liveliness(left, from, to);
    const recent = usage(world.horizon - 28, world.horizon);
    expect(recent / usage(world.horizon - 250, world.horizon - 200)).toBeLessThan(0.65);
    expect(
      rows('contacts').filter((row) => row.persona === 'champion' && row.left_at).length,
    ).toBeGreaterThan(9);
  });

  it('closes an upsell before every rise in seats of a growing account', () => {
    const growing = idsOf('growing');
    const grown = changes('seats').filter(
      (row) => growing.has(text(row, 'account_id')) && text(row, 'starts_on') > '2024-10',
    );
    const won = rows('opportunities').filter((row) => row.type === 'upsell' && row.is_won);
    const lacking = grown.filter((row) => {
      const day = text(row, 'starts_on');
      const own = won.filter(({ account_id }) => account_id === row.account_id);
      return !own.some(
        (deal) => text(deal, 'created_at') < day && text(deal, 'closed_at') < `${day}T24`,
      );
    });
    expect(grown.length).toBeGreaterThan(30);
    expect(lacking).toEqual([]);
  });

  it('keeps referred customers better than the others', () => {
    const lostShare = (isReferred: boolean) => {
      const won = rows('accounts').filter(
        (row) =>
          row.closed_won_at !== null && (row.acquisition_channel === 'referral') === isReferred,
      );
      return share(won, (row) => !now.has(text(row, 'account_id')));
    };
    expect(lostShare(true)).toBeLessThan(lostShare(false) / 1.5);
  });

  it('touches customers of two managers half as often, and loses more of theirs', () => {
    const [seldom, often] = [true, false].map((is) =>
      casts.filter(({ profile, arc }) => arc.wonOn !== null && profile.csm.cadence < 0.6 === is),
    );
    const kept = (all = casts) => share(all, ({ profile }) => now.has(profile.id));
    expect(kept(seldom)).toBeLessThan(kept(often) - 0.08);
  });

  it.each([
    ['pause', 'pause'],
    ['resume', 'resume'],
    ['a discount that ends', 'discount_end'],
    ['a discount that begins', 'discount_start'],
    ['a trial that converts', 'conversion'],
    ['a new plan', 'plan'],
  ])('has %s', (_, reason) => {
    expect(changes(reason).length).toBeGreaterThan(1);
  });

  it('has a pause that ends in a loss', () => {
    const ended = periods.filter(
      (row) => row.status === 'paused' && row.end_reason === 'cancelled',
    );
    expect(ended.length).toBeGreaterThan(3);
  });

  it('has trials that come to nothing, trials that run, and free plans', () => {
    const trials = rows('trials');
    expect(trials.filter((row) => row.ended_at !== null && row.converted_at === null).length).toBe(
      24,
    );
    expect(trials.filter((row) => row.ended_at === null).length).toBe(6);
    expect(periods.filter((row) => row.status === 'free').length).toBeGreaterThan(5);
  });

  it('wins customers back after a gap', () => {
    const back = ofPlot('returned').filter(({ profile }) => now.has(profile.id));
    expect(back.length).toBe(6);
  });

  it('has accounts with two subscriptions, and accounts merged into another', () => {
    expect(ofPlot('several').every(({ arc }) => arc.subscriptions.length === 2)).toBe(true);
    expect(rows('accounts').filter((row) => row.merged_into_account_id).length).toBeGreaterThan(3);
  });
});
