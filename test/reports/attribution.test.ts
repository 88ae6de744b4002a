import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KpiRecord } from '../../lambdas/kpis/record.ts';
import { bestOf } from '../../lambdas/reports/attribution/choose.ts';
import type { Change, Decomposition } from '../../lambdas/reports/attribution/decomposition.ts';
import {
  type Effect,
  meanEffects,
  type Part,
  sumEffects,
} from '../../lambdas/reports/attribution/effects.ts';
import { contextOf } from '../../lambdas/reports/context.ts';
import { attributionOf, attributionsOf } from '../../lambdas/reports/sections/attributions.ts';
import { tilesOf } from '../../lambdas/reports/sections/tiles.ts';
import { account, history, input, kpi, kpis, moment, record, text } from './small_company.ts';

const total = (effects: readonly Effect[]) => effects.reduce((sum, { effect }) => sum + effect, 0);

describe('the parts of a sum', () => {
  const amount = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const parts = fc.array(fc.record({ name: fc.string(), before: amount, now: amount }), {
    minLength: 1,
    maxLength: 30,
  });

  it('make its change together', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const change = given.reduce((sum, { before, now }) => sum + now - before, 0);
        expect(total(sumEffects(given))).toBeCloseTo(change, 4);
      }),
    );
  });

  it('have sizes that make the whole', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const sizes = sumEffects(given).reduce((sum, { size }) => sum + size, 0);
        expect(sizes).toBeCloseTo(1, 6);
      }),
    );
  });
});

describe('the parts of a rate or mean', () => {
  const share = fc.option(
    fc.record({
      value: fc.double({ min: -100, max: 200, noNaN: true }),
      weight: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
    }),
  );
  const parts: fc.Arbitrary<Part[]> = fc
    .array(fc.record({ name: fc.string(), before: share, now: share }), { maxLength: 20 })
    .filter((some) => ['before' as const, 'now' as const].every((at) => some.some((p) => p[at])));
  const mean = (given: readonly Part[], at: 'before' | 'now') => {
    const known = given.flatMap((part) => part[at] ?? []);
    const weight = known.reduce((sum, one) => sum + one.weight, 0);
    return known.reduce((sum, one) => sum + one.weight * one.value, 0) / weight;
  };

  it('make its change together, also when parts come and go', () => {
    fc.assert(
      fc.property(parts, (given) => {
        expect(total(meanEffects(given))).toBeCloseTo(
          mean(given, 'now') - mean(given, 'before'),
          6,
        );
      }),
    );
  });

  it('do so by their rate and by the mix, and one that came or went by the mix alone', () => {
    fc.assert(
      fc.property(parts, (given) => {
        for (const { effect, split, before, now } of meanEffects(given)) {
          expect((split?.rate ?? 0) + (split?.mix ?? 0)).toBeCloseTo(effect, 9);
          if (before === null || now === null) expect(split?.rate).toBe(0);
        }
      }),
    );
  });

  it('tell a rate that fell from a mix that shifted', () => {
    const part = (name: string, before: [number, number], now: [number, number]): Part => ({
      name,
      before: { value: before[0], weight: before[1] },
      now: { value: now[0], weight: now[1] },
    });
    const [fell] = meanEffects([part('a', [90, 50], [80, 50]), part('b', [70, 50], [70, 50])]);
    expect(fell?.split).toMatchObject({ rate: -5, mix: 0 });
    const shifted = meanEffects([part('a', [90, 50], [90, 30]), part('b', [70, 50], [70, 70])]);
    expect(shifted.map(({ split }) => split?.rate)).toEqual([0, 0]);
    expect(total(shifted)).toBeCloseTo(-4, 9);
  });
});

describe('the dimension that explains best', () => {
  const change: Change = {
    before: { ...record('mrr', 100), value: 100 },
    now: { ...record('mrr', 90), value: 90 },
  };
  const cut = (dimension: string, effects: Record<string, [number, number]>): Decomposition => ({
    dimension,
    effects: Object.entries(effects).map(([name, [effect, size]]) => ({
      ...{ name, effect, size, split: null },
      before: null,
      now: null,
    })),
  });
  const even = cut('region', { north: [-5, 0.5], south: [-5, 0.5] });
  const clear = cut('segment', { large: [-9, 0.3], small: [-1, 0.7] });

  it('is the one whose largest part did most beyond its size', () => {
    expect(bestOf([even, clear], change)?.leader.name).toBe('large');
  });

  it('adds up, has more than one part, and its leader has a name', () => {
    const off = cut('plan', { pro: [-9, 0.1], free: [-2, 0.9] });
    const one = cut('channel', { web: [-10, 1] });
    const nameless = cut('csm', { unknown: [-10, 0.1], Dana: [0, 0.9] });
    expect(bestOf([off, one, nameless], change)).toBeNull();
    expect(bestOf([off, one, nameless, even], change)?.dimension).toBe('region');
  });

  it('is a person’s book only where nothing else stands out', () => {
    const book = cut('csm', { Dana: [-10, 0.1], Sam: [0, 0.9] });
    const three = cut('region', { north: [-4, 0.4], south: [-3, 0.3], west: [-3, 0.3] });
    expect(bestOf([book, clear], change)?.dimension).toBe('segment');
    expect(bestOf([book, three], change)?.dimension).toBe('csm');
  });
});

const part = (dimension: string, value: string) => ({ segment: { dimension, value } });
const inPeriods = (
  id: string,
  values: Record<string, [Partial<KpiRecord>, Partial<KpiRecord>]>,
): KpiRecord[] =>
  Object.entries(values).flatMap(([value, pair]) =>
    pair.map((over, n) =>
      record(id, over.value ?? 0, {
        ...(value === 'all' ? {} : part('segment', value)),
        period: n === 0 ? '2026-09' : '2026-10',
        ...over,
      }),
    ),
  );

const rate = (numerator: number, denominator: number): Partial<KpiRecord> => ({
  value: (100 * numerator) / denominator,
  numerator,
  denominator,
});

describe('the explanation of a KPI', () => {
  const retention = 'gross_revenue_retention';
  const reference = (id: string) => {
    const found = kpis.find((known) => known.id === id);
    return { kpi: found ?? kpi(id), window: 'period' };
  };
  const fell = inPeriods(retention, {
    all: [rate(190, 200), rate(170, 200)],
    large: [rate(95, 100), rate(75, 100)],
    small: [rate(95, 100), rate(95, 100)],
  });

  it('of a rate says which part moved it, by how much, and by rate or mix', () => {
    const told = attributionOf(reference(retention), contextOf(input({ records: fell })));
    expect(text(told?.claim ?? null)).toBe(
      'Gross revenue retention fell by 10 points; the segment large explains all of it (its own rate fell from 95 % to 75 %, the mix did nothing).',
    );
    expect(told?.rows).toMatchObject([{ effect: { value: -10 }, tone: 'bad' }]);
    expect(told?.others).toBeNull();
  });

  it('is left out for a median, and where a period is not measured', () => {
    const median = fell.map((one) => ({ ...one, p90: 99 }));
    const first = fell.filter(({ period }) => period === '2026-10');
    for (const records of [median, first]) {
      expect(attributionOf(reference(retention), contextOf(input({ records })))).toBeNull();
    }
  });

  it('of recurring revenue names the kind of movement where no bridge shows it', () => {
    const records = [
      ...history('mrr', [1000, 1300], { edition: 'weekly', period: '2026-W45' }),
      record('new_mrr', 400, { period: '2026-W45' }),
      record('churned_mrr', 100, { period: '2026-W45' }),
    ];
    const weekly = contextOf(input({ edition: 'weekly', label: '2026-W45', records }));
    expect(text(attributionOf(reference('mrr'), weekly)?.claim ?? null)).toBe(
      'MRR rose by 300 USD; new business alone made 400 USD, of which the others took 100 USD back.',
    );
  });

  it('of net new MRR names accounts, and of a scope only its own', () => {
    const moved = (name: string, ...mrr: [number, number, number]) =>
      account(name, { history: mrr.map((value) => moment({ mrr: value })) });
    const accounts = [moved('Acme', 100, 100, 50), moved('Borg', 80, 90, 100)];
    const segment = { dimension: 'scope', value: 's1' };
    const records = history('net_new_mrr', [10, -40], { segment });
    const scoped = contextOf(
      input({ accounts, records, scope: { label: 'csm: Dana Reyes', ...segment } }),
    );
    const told = attributionOf(reference('net_new_mrr'), scoped);
    expect(text(told?.by ?? null)).toBe('account');
    expect(told?.rows).toMatchObject([{ name: ['Acme'], effect: { value: -50, currency: 'USD' } }]);
  });

  it('of a mean score names the accounts that moved it', () => {
    const of = (name: string, before: number, now: number) =>
      account(name, {
        history: [before, now].map((value) => moment({ scores: { customer_health_score: value } })),
      });
    const accounts = [of('Acme', 80, 20), of('Borg', 60, 62)];
    const records = [
      ...history('customer_health_score', [70], { period: '2026-09', denominator: 2 }),
      ...history('customer_health_score', [41], { denominator: 2 }),
    ];
    const told = attributionOf(
      reference('customer_health_score'),
      contextOf(input({ accounts, records })),
    );
    expect(text(told?.claim ?? null)).toContain('Acme alone made 30 points');
    expect(text(told?.rows[0]?.detail ?? null)).toBe('from 80 to 20');
  });
});

describe('the section', () => {
  const tickets = 'support_ticket_volume';
  const by = (values: Record<string, [number, number]>) =>
    inPeriods(
      tickets,
      Object.fromEntries(
        Object.entries(values).map(([name, [a, b]]) => [name, [{ value: a }, { value: b }]]),
      ),
    );
  const sectionOf = (records: readonly KpiRecord[], headlines = [tickets]) => {
    const context = contextOf(
      input({ records, settings: { editions: { monthly: { headlines } } } }),
    );
    return attributionsOf(tilesOf(context), context);
  };

  it('explains the first headline when it moved, and others only beyond their usual range', () => {
    const moved = by({ all: [10, 30], large: [5, 25], small: [5, 5] });
    expect(sectionOf(moved)?.kpis.map((one) => one.kpi)).toEqual([tickets]);
    expect(sectionOf(moved, ['mrr', tickets])).toBeNull();
    const calm = history(tickets, [10, 11, 10, 11, 10, 11]).map((one, n) => ({
      ...one,
      period: `2026-0${n + 3}`,
    }));
    const usual = [...calm, ...moved];
    expect(sectionOf(usual, ['mrr', tickets])?.kpis).toHaveLength(1);
    expect(sectionOf(by({ all: [10, 10], large: [5, 6], small: [5, 4] }))).toBeNull();
  });

  it('shows at most three parts and adds up as it is printed', () => {
    const counts = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })),
      {
        minLength: 2,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(counts, (parts) => {
        const sum = (at: 0 | 1) => parts.reduce((all, pair) => all + pair[at], 0);
        const named = Object.fromEntries(parts.map((pair, n) => [`part ${n}`, pair]));
        const told = sectionOf(by({ all: [sum(0), sum(1)], ...named }))?.kpis[0];
        if (told === undefined) return;
        expect(told.rows.length).toBeLessThanOrEqual(3);
        const shown = told.rows.reduce((all, row) => all + row.effect.value, 0);
        expect(shown + (told.others?.effect.value ?? 0)).toBeCloseTo(told.total.value, 9);
        expect(told.total.value).toBe(sum(1) - sum(0));
      }),
    );
  });
});
