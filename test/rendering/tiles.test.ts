import { describe, expect, it } from 'vitest';
import { tileView } from '../../lambdas/rendering/sections/tiles.ts';
import { penFor } from '../../lambdas/rendering/writing/pen.ts';
import type { Tile } from '../../lambdas/reports/model.ts';
import { count, percent, points, usd } from './figures_fixture.ts';
import { change, tile, unmeasured } from './tile_fixture.ts';

const pen = penFor('en-US', 'USD');
const view = (more: Partial<Tile>) => tileView(tile('nrr', 'NRR', percent(104), more), 0, pen);
const rise = change(points(1.2), 'up', 'good', '2026-09');

describe('a tile', () => {
  it('says against what a change is and colours it by good and bad, not by direction', () => {
    expect(view({ change: rise })).toMatchObject({
      arrow: '▲',
      change: { text: '+1.2 pts', good: true, bad: false },
      comparison: 'vs Sep 2026',
    });
    const fall = change(points(-0.6), 'down', 'good', '2026-09');
    expect(view({ change: fall }).change).toMatchObject({ text: '−0.6 pts', good: true });
  });

  it('does not colour a change within its usual range', () => {
    const usual = { ...rise, unusual: false };
    expect(view({ change: usual })).toMatchObject({
      change: { good: false, bad: false },
      comparison: 'within its usual range',
    });
  });

  it('judges nothing below the minimum sample', () => {
    const few = view({
      change: rise,
      judged: false,
      sample: 4,
      target: { value: percent(105), met: false },
    });
    expect(few.caution).toBe('n\u00a0=\u00a04, too few to judge');
    expect(few.change).toMatchObject({ good: false, bad: false });
    expect(few.target).toBe('Target 105.0%');
  });

  it('says in words whether the target is met', () => {
    expect(view({ target: { value: percent(105), met: false } }).target).toBe(
      'Target 105.0%: missed',
    );
  });

  it('says in plain words how far the value may be off and whom it leaves for later', () => {
    const known = view({
      interval: { low: percent(60.2), high: percent(88.6) },
      pending: 12,
      amount: usd(17_100),
    });
    expect(known.evidence).toBe('$17.1k of MRR; likely 60.2% to 88.6%; 12 not due yet');
    const slow = view({ p90: { value: 12.4, unit: 'days' } });
    expect(slow.evidence).toBe('half took no longer, nine of ten at most 12.4 days');
    expect(view({ pending: 0 }).evidence).toBeNull();
  });

  it('says why there is no value, and shows no 0', () => {
    const reason = 'No subscription was running at the start of the period.';
    const absent = tileView(unmeasured('nrr', 'NRR', 'not_measurable', reason), 0, pen);
    expect(absent).toMatchObject({ value: null, absent: 'Not measurable', reason, chart: null });
  });

  it('shows a value of 0', () => {
    expect(tileView(tile('new', 'New MRR', usd(0)), 0, pen).value).toBe('$0');
  });

  it('names its window, and what its value is per', () => {
    const windowed = view({
      window: 'trailing_12_months',
      value: { value: 2, unit: 'count/account' },
    });
    expect(windowed).toMatchObject({
      window: 'trailing 12 months',
      value: '2',
      per: 'per account',
    });
  });

  it('has no line before there is a second period', () => {
    expect(view({ trend: [104] }).chart).toBeNull();
    expect(view({ trend: [103, 104], value: count(1) }).chart?.cid).toBe('trend-1@cs-pulse');
  });
});
