import { describe, expect, it } from 'vitest';
import { BadSettings } from '../../lambdas/errors.ts';
import { changeFrom } from '../../lambdas/reports/change.ts';
import { contextOf } from '../../lambdas/reports/context.ts';
import { tilesOf } from '../../lambdas/reports/sections/tiles.ts';
import { fixed } from '../../lambdas/reports/words/say.ts';
import { history, input, kpis, record, text } from './small_company.ts';

type Over = Parameters<typeof input>[0] & object;
const tiles = (headlines: string[], over: Over = {}) => {
  const { settings, ...rest } = over;
  const editions = { monthly: { headlines } };
  return tilesOf(contextOf(input({ settings: { ...settings, editions }, ...rest })));
};
const tile = (headline: string, over: Over = {}) => {
  const [first] = tiles([headline], over);
  if (first === undefined) throw new Error('no tile');
  return first;
};
const tickets = 'support_ticket_volume';
const satisfaction = 'customer_satisfaction_score';

describe('a tile', () => {
  it('shows value, sample and interval of the period', () => {
    const shown = tile(satisfaction, {
      records: [record(satisfaction, 80, { sample: 40, low: 65, high: 90 })],
    });
    expect(shown).toMatchObject({
      status: 'measured',
      value: { value: 80, unit: '%' },
      sample: 40,
      judged: true,
      interval: { low: { value: 65, unit: '%' }, high: { value: 90, unit: '%' } },
    });
  });

  it('says why there is no value', () => {
    const none = { value: null, status: 'no_data_source' as const, reason: 'there is no table' };
    expect(tile(tickets, { records: [record(tickets, 0, none)] })).toMatchObject({
      status: 'no_data_source',
      value: null,
      reason: 'there is no table',
      trend: [null],
    });
    expect(tile(tickets)).toMatchObject({
      status: 'not_measurable',
      reason: fixed('it was not measured'),
    });
  });

  it('shows a value of 0 as a value', () => {
    expect(tile(tickets, { records: [record(tickets, 0)] }).value).toEqual({
      value: 0,
      unit: 'count',
    });
  });

  it('takes the named window, else the first of the KPI', () => {
    const records = [
      record('net_revenue_retention', 99),
      record('net_revenue_retention', 104, { window: 'trailing_12_months' }),
    ];
    expect(tile('net_revenue_retention', { records }).value?.value).toBe(99);
    const named = tile('net_revenue_retention@trailing_12_months', { records });
    expect([named.value?.value, named.window]).toEqual([104, 'trailing_12_months']);
  });

  it('of a scope takes the records of the scope', () => {
    const segment = { dimension: 'scope', value: 's1' };
    const scope = { label: 'csm: Dana Reyes', ...segment };
    const records = [record(tickets, 30), record(tickets, 4, { segment })];
    expect(tile(tickets, { records, scope }).value?.value).toBe(4);
    expect(tile(tickets, { records }).value?.value).toBe(30);
    expect(text(tile(satisfaction, { records, scope }).reason)).toContain('for csm: Dana Reyes');
  });
});

describe('the change', () => {
  const change = (id: string, before: number, now: number, over = {}) =>
    tile(id, { records: history(id, [before, now], over) }).change;

  it('is in points for percentages and scores', () => {
    expect(change(satisfaction, 80, 86)?.by).toEqual({ value: 6, unit: 'points', signed: true });
    expect(change('churn_risk_score', 40, 35)?.by.unit).toBe('points');
  });

  it('is relative for everything else', () => {
    expect(change(tickets, 400, 500)?.by).toEqual({ value: 25, unit: '%', signed: true });
    expect(change('mrr', 200, 150)?.by).toMatchObject({ value: -25, unit: '%' });
  });

  it('of few, or of many times as many, is told as how many', () => {
    expect(change(tickets, 10, 11)?.by).toEqual({ value: 1, unit: 'count', signed: true });
    expect(change(tickets, 90, 110)?.by.unit).toBe('%');
    const atRisk = { value: 11, unit: 'count (MRR at stake beside it)' };
    expect(changeFrom(10, atRisk).by.value).toBe(1);
    expect(change(tickets, 10, 1_000)?.by).toMatchObject({ value: 990, unit: 'count' });
  });

  it('from 0 or a loss is told in the unit of the KPI', () => {
    expect(change(tickets, 0, 5)?.by).toEqual({ value: 5, unit: 'count', signed: true });
    expect(change('net_new_mrr', -100, 50)?.by).toMatchObject({ value: 150, currency: 'USD' });
  });

  it('names the period before and has no value without it', () => {
    expect(change(tickets, 40, 50)?.against).toBe('2026-09');
    expect(tile(tickets, { records: [record(tickets, 5)] }).change).toBeNull();
  });

  it('is good or bad by the direction of the KPI, not by the sign', () => {
    expect(change(tickets, 40, 50)?.tone).toBe('bad');
    expect(change(tickets, 50, 40)?.tone).toBe('good');
    expect(change('mrr', 40, 50)?.tone).toBe('good');
    expect(change('mrr', 50, 50)).toMatchObject({ tone: 'neutral', direction: 'flat' });
  });

  it('below the minimum sample colours nothing', () => {
    expect(change(satisfaction, 90, 40, { judged: false })?.tone).toBe('neutral');
  });

  it('is called unusual only outside the range of its own history', () => {
    const past = [10, 12, 11, 13, 10, 12, 11, 12, 13, 11, 10, 11];
    const unusual = (now: number) =>
      tile(tickets, { records: history(tickets, [...past, now]) }).change?.unusual;
    expect([unusual(13), unusual(30)]).toEqual([false, true]);
    expect(change(tickets, 1, 99)?.unusual).toBe(false);
  });
});

describe('the trend', () => {
  it('holds 13 periods, oldest first, with gaps as gaps', () => {
    const values = [1, 2, null, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
    expect(tile(tickets, { records: history(tickets, values) }).trend).toEqual(values);
  });

  it('begins with the first period that was measured', () => {
    expect(tile(tickets, { records: history(tickets, [7, 8]) }).trend).toEqual([7, 8]);
  });
});

describe('a target', () => {
  const target = (id: string, value: number, targets: Record<string, unknown>) =>
    tile(id, { records: [record(id, value)], settings: { targets } as object }).target;

  it('is met from above or from below, as the KPI is better', () => {
    expect(target('mrr', 100, { mrr: 100 })?.met).toBe(true);
    expect(target('mrr', 99, { mrr: 100 })?.met).toBe(false);
    expect(target(tickets, 20, { [tickets]: 20 })?.met).toBe(true);
    expect(target(tickets, 21, { [tickets]: 20 })?.met).toBe(false);
  });

  it('may be of one edition only', () => {
    expect(target('mrr', 99, { mrr: { monthly: 50 } })?.value.value).toBe(50);
    expect(target('mrr', 99, { mrr: { weekly: 50 } })).toBeNull();
  });

  it('of another window is not the target of this one', () => {
    const window = 'net_revenue_retention@trailing_12_months';
    expect(target('net_revenue_retention', 99, { [window]: 105 })).toBeNull();
  });
});

describe('a headline in the settings', () => {
  it('that is no KPI is an error that says where', () => {
    expect(() => tiles(['mmr'])).toThrow(
      new BadSettings(
        'Settings, editions.monthly.headlines: there is no KPI "mmr". Look the id up in the README, e.g. mrr.',
      ),
    );
  });

  it('over a window that the KPI lacks is an error that lists its windows', () => {
    expect(() => tiles(['net_revenue_retention@to_date'])).toThrow('period, trailing_12_months');
  });

  it('may be a second name of a KPI', () => {
    const named = kpis.map((kpi) => (kpi.id === 'mrr' ? { ...kpi, aliases: ['recurring'] } : kpi));
    expect(tile('recurring', { kpis: named, records: [record('mrr', 5)] }).kpi).toBe('mrr');
  });
});
