import { describe, expect, it } from 'vitest';
import { OurBug } from '../../lambdas/errors.ts';
import { contextOf } from '../../lambdas/reports/context.ts';
import { bridgeOf } from '../../lambdas/reports/sections/bridge.ts';
import { cohortsOf } from '../../lambdas/reports/sections/cohorts.ts';
import { moversOf } from '../../lambdas/reports/sections/movers.ts';
import { account, input, record, text } from './small_company.ts';

type Over = Parameters<typeof input>[0] & object;
const usd = (value: number) => ({ value, unit: 'money', currency: 'USD' });

describe('the MRR bridge', () => {
  const bridge = (movements: Record<string, number>, over: Over = {}) => {
    const values = { mrr: 1000, net_new_mrr: 0, ...movements };
    const records = Object.entries(values).map(([id, value]) =>
      record(id, value, { unit: 'money/month' }),
    );
    return bridgeOf(contextOf(input({ records, ...over })));
  };

  it('goes from opening over gains and losses to closing', () => {
    const shown = bridge({
      net_new_mrr: 60,
      new_mrr: 100,
      expansion_revenue: 20,
      contraction_mrr: 10,
      churned_mrr: 50,
    });
    expect(shown).toMatchObject({ opening: 940, closing: 1000, currency: 'USD' });
    expect(shown?.lines.map(({ label, amount, tone }) => [label, amount, tone])).toEqual([
      ['New', 100, 'good'],
      ['Expansion', 20, 'good'],
      ['Contraction', -10, 'bad'],
      ['Churn', -50, 'bad'],
    ]);
  });

  it('shows reactivation, pauses and exchange only where there are any', () => {
    const shown = bridge({
      net_new_mrr: 15,
      reactivation_mrr: 30,
      resumed_mrr: 5,
      paused_mrr: 20,
      exchange_mrr: -7,
    });
    expect(shown?.lines.map(({ label }) => label)).toEqual([
      'New',
      'Reactivation',
      'Resumed',
      'Expansion',
      'Contraction',
      'Paused',
      'Churn',
      'Exchange rates',
    ]);
    const sum = shown?.lines.reduce((total, { amount }) => total + amount, shown.opening);
    expect(sum).toBeCloseTo(1000, 6);
    expect(shown?.opening).toBe(992);
  });

  it('that does not add up to the cent is our bug', () => {
    expect(() => bridge({ net_new_mrr: 60, new_mrr: 59.98 })).toThrow(OurBug);
    expect(bridge({ net_new_mrr: 60, new_mrr: 59.995 })).not.toBeNull();
  });

  it('is left out without a total', () => {
    expect(bridge({}, { currency: null })).toBeNull();
    expect(bridgeOf(contextOf(input()))).toBeNull();
  });

  it.each([
    [
      { net_new_mrr: 60, new_mrr: 100, churned_mrr: 40 },
      'MRR grew 60 USD: gains were 2.5 times losses',
    ],
    [{ net_new_mrr: 60, new_mrr: 60 }, 'MRR grew 60 USD and lost nothing'],
    [
      { net_new_mrr: -30, new_mrr: 20, churned_mrr: 50 },
      'MRR fell 30 USD: losses were 2.5 times gains',
    ],
    [{ net_new_mrr: -50, churned_mrr: 50 }, 'MRR fell 50 USD with no gain against it'],
    [
      { net_new_mrr: 0, new_mrr: 50, churned_mrr: 50 },
      'MRR held: gains of 50 USD made up for all losses',
    ],
    [{ net_new_mrr: 0 }, 'MRR did not move: nothing gained, nothing lost'],
  ])('says in its title what happened: %j', (movements, title) => {
    expect(text(bridge(movements)?.title ?? null)).toBe(title);
  });

  it('notes what came and went inside the period, for the whole company only', () => {
    const quality = { came_and_went: usd(50) };
    expect(text(bridge({}, { quality })?.note ?? null)).toBe(
      '50 USD started and ended inside the month and is in no line and no KPI.',
    );
    expect(bridge({})?.note).toBeNull();
  });
});

describe('the movers', () => {
  const movers = (over: Over) => moversOf(contextOf(input(over)));

  it('are the largest movements, gains and losses alike, with what they were', () => {
    const shown = movers({
      accounts: [
        account('Acme', { movements: { expansion: 400 } }),
        account('Borg', { movements: { churn: 900 }, end_reason: 'too_expensive' }),
        account('Calm'),
        account('Duo', { movements: { pause: 50, contraction: 30 } }),
      ],
    });
    expect(
      shown?.rows.map(({ name, what, amount, tone }) => [name, text(what), amount.value, tone]),
    ).toEqual([
      ['Borg', 'lost: too expensive', -900, 'bad'],
      ['Acme', 'expansion', 400, 'good'],
      ['Duo', 'paused', -50, 'bad'],
      ['Duo', 'contraction', -30, 'bad'],
    ]);
    expect(text(shown?.title ?? null)).toBe('3 accounts moved MRR, Borg the most');
  });

  it('say how much of all movement few accounts made', () => {
    const accounts = [500, 300, 100, 60, 40].map((expansion, i) =>
      account(`Account ${'abcde'[i]}`, { movements: { expansion } }),
    );
    expect(text(movers({ accounts })?.title ?? null)).toBe(
      '3 of 5 accounts made 90 % of all movement in MRR, Account a the most',
    );
  });

  it('name the only one', () => {
    const accounts = [account('Acme', { movements: { new: 40 } })];
    expect(text(movers({ accounts })?.title ?? null)).toBe('Acme alone moved MRR: +40 USD');
  });

  it('say that nobody moved', () => {
    const shown = movers({ accounts: [account('Calm')] });
    expect(shown?.rows).toEqual([]);
    expect(text(shown?.title ?? null)).toBe('No account changed what it pays this month');
  });

  it('are not ranked where a rate is missing, and the rate is named', () => {
    const shown = movers({
      accounts: [account('Acme', { movements: null })],
      quality: { missing_rates: ['no CHF rate in fx_rates for 2026-10-31'] },
    });
    expect(shown?.rows).toEqual([]);
    expect(text(shown?.title ?? null)).toContain('no CHF rate in fx_rates');
  });
});

describe('the cohorts', () => {
  const cell = (value: string, retained: number, size = 10) =>
    record('cohort_retention', retained, {
      window: 'to_date',
      segment: { dimension: 'cohort', value },
      denominator: size,
    });

  it('show the share kept by months since the first payment', () => {
    const records = [cell('2026-08+0', 100), cell('2026-08+2', 80), cell('2026-09+0', 100, 4)];
    expect(cohortsOf(contextOf(input({ records })))?.rows).toEqual([
      { cohort: '2026-08', size: 10, retained: [100, null, 80] },
      { cohort: '2026-09', size: 4, retained: [100] },
    ]);
  });

  it('are the last twelve', () => {
    const months = [...'ABCDEFGHIJKLM'].map((_, i) => `2025-${`${i + 1}`.padStart(2, '0')}`);
    const records = months.map((month) => cell(`${month}+0`, 100));
    const rows = cohortsOf(contextOf(input({ records })))?.rows;
    expect(rows).toHaveLength(12);
    expect(rows?.[0]?.cohort).toBe('2025-02');
  });

  it('claim what share stayed, and which cohort least', () => {
    const records = [cell('2026-07+3', 90, 30), cell('2026-06+3', 50, 10), cell('2026-08+0', 100)];
    expect(text(cohortsOf(contextOf(input({ records })))?.title ?? null)).toBe(
      '80 % of 40 new customers stayed for 3 months; those of 2026-06 least, 50 %',
    );
  });

  it('say when none is old enough, and are left out without any', () => {
    const young = cohortsOf(contextOf(input({ records: [cell('2026-10+0', 100)] })));
    expect(text(young?.title ?? null)).toBe('No cohort is old enough yet to show who stays');
    expect(cohortsOf(contextOf(input()))).toBeNull();
  });

  it('are left out in a scope, which they are not cut by', () => {
    const scope = { label: 'csm: Dana Reyes', dimension: 'scope', value: 's1' };
    expect(cohortsOf(contextOf(input({ scope, records: [cell('2026-08+0', 100)] })))).toBeNull();
  });
});
