import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/kpis/catalogue/catalogue.ts';
import type { KpiText } from '../../lambdas/kpis/kpi.ts';
import type { KpiRecord } from '../../lambdas/kpis/record.ts';
import { contextOf } from '../../lambdas/reports/context.ts';
import { kpiReviewOf } from '../../lambdas/reports/sections/kpi_review.ts';
import { maturityOf } from '../../lambdas/reports/sections/maturity.ts';
import { settings } from '../../lambdas/settings/schema.ts';
import { account, history, input, kpi, record, text } from './small_company.ts';

const quarter = { edition: 'quarterly', label: '2026-Q3' } as const;
const at = { edition: 'quarterly', period: '2026-Q3' } as const;
const headline = kpi('shown');

function contextFrom(
  kpis: readonly KpiText[],
  records: readonly KpiRecord[],
  own: Parameters<typeof settings.parse>[0] & object = {},
  over: Parameters<typeof input>[0] = {},
) {
  const editions = Object.fromEntries(
    ['weekly', 'monthly', 'quarterly'].map((name) => [name, { headlines: ['shown'] }]),
  );
  const all = { kpis: [headline, ...kpis], records, settings: { editions, ...own } };
  return contextOf(input({ ...quarter, ...all, ...over }));
}
const review = (...args: Parameters<typeof contextFrom>) => {
  const found = kpiReviewOf(contextFrom(...args));
  return found?.rows.map((row) => `${row.proposal} ${row.kpi}: ${text(row.reason)}`) ?? [];
};

describe('the review of the KPI set', () => {
  it('proposes to drop what never moved and no playbook moves', () => {
    const flat = history('sleepy', [50, 51, 50, 52, 51, 50, 51, 50], { ...at, unit: '%' });
    expect(review([kpi('sleepy', { unit: '%' })], flat)).toEqual([
      'drop sleepy: It stayed between 50 % and 52 % for 8 quarters, and no playbook moves it.',
    ]);
    const moved = history('net_promoter_score', [50, 51, 50, 52, 51, 50, 51, 50], {
      ...at,
      unit: '%',
    });
    expect(review([kpi('net_promoter_score', { unit: '%' })], moved)).toEqual([]);
  });

  it('keeps what swings, what once left its range and what has too short a history', () => {
    const swings = history('swings', [10, 60, 12, 55, 11, 58, 13, 57], { ...at, unit: '%' });
    const jumped = history('jumped', [50, 50.1, 50, 50.2, 50.1, 50, 54, 50], { ...at, unit: '%' });
    const young = history('young', [50, 50, 50], { ...at, unit: '%' });
    const kpis = ['swings', 'jumped', 'young'].map((id) => kpi(id, { unit: '%' }));
    expect(review(kpis, [...swings, ...jumped, ...young])).toEqual([]);
  });

  it('proposes to drop what has no source, but to connect what a playbook needs', () => {
    const none = {
      value: null,
      status: 'no_data_source',
      reason: 'the export has no x table',
    } as const;
    const records = ['orphan', 'net_promoter_score'].map((id) =>
      record(id, 0, { period: '2026-Q3', ...none }),
    );
    expect(review([kpi('orphan'), kpi('net_promoter_score')], records)).toEqual([
      'add net_promoter_score: “Answer the unhappy voice” should move it, but the export has no x table: connect it.',
      'drop orphan: It has no source, since the export has no x table, and no playbook moves it.',
    ]);
  });

  it('proposes to show what leads and has left its usual range', () => {
    const left = history('early_sign', [5, 6, 5, 6, 5, 6, 5, 20], at);
    const lagging = history('late_sign', [5, 6, 5, 6, 5, 6, 5, 20], at);
    const kpis = [kpi('early_sign', { indicator: 'leading' }), kpi('late_sign')];
    expect(review(kpis, [...left, ...lagging])).toEqual([
      'add early_sign: It leads, and at 20 left its usual range; before it ran from 5 to 6.',
    ]);
  });

  it('proposes a new target where every quarter met or missed it, but not where things grow', () => {
    const values = [20, 22, 21, 23, 22, 21, 20, 24];
    const records = ['easy', 'growing', 'fair'].flatMap((id) => history(id, values, at));
    const kpis = [kpi('easy'), kpi('growing', { range: 'change' }), kpi('fair')];
    const targets = { easy: 10, growing: 10, fair: 22 };
    expect(review(kpis, records, { targets })).toEqual([
      'retarget easy: The target of 10 was met in each of 8 quarters; their middle value is 21.5.',
    ]);
  });

  it('shows two of a kind and counts the rest', () => {
    const ids = Array.from({ length: 5 }, (_, n) => `sleepy_${n}`);
    const records = ids.flatMap((id) => history(id, Array(8).fill(5), at));
    const found = kpiReviewOf(
      contextFrom(
        ids.map((id) => kpi(id)),
        records,
      ),
    );
    expect(found?.rows).toHaveLength(2);
    expect(text(found?.rest ?? null)).toBe('Not listed: 3 to drop.');
  });

  it('is for the whole company once a quarter', () => {
    const flat = history('sleepy', Array(8).fill(5), at);
    const scope = { label: 'CSM: Dana Reyes', dimension: 'scope', value: 's1' };
    expect(kpiReviewOf(contextFrom([kpi('sleepy')], flat, {}, { scope }))).toBeNull();
    expect(maturityOf(contextFrom([], [], {}, { scope }))).toBeNull();
    const monthly = { edition: 'monthly', label: '2026-10' } as const;
    expect(kpiReviewOf(contextFrom([kpi('sleepy')], flat, {}, monthly))).toBeNull();
  });
});

describe('data maturity', () => {
  it('is the share of KPIs with a source, fresh, acted on, and of customers with all attributes', () => {
    const none = { value: null, status: 'no_data_source' } as const;
    const nothing = { value: null, status: 'not_measurable' } as const;
    const records = [
      record('shown', 5, { period: '2026-Q3' }),
      record('stale', 0, { period: '2026-Q3', ...nothing }),
      record('orphan', 0, { period: '2026-Q3', ...none }),
      record('net_promoter_score', 5, { period: '2026-Q3' }),
      record('shown', 5, { period: '2026-Q2' }),
      record('stale', 0, { period: '2026-Q2', ...nothing }),
    ];
    const full = {
      ...{ segment: 'smb', plan: 'pro', region: 'EMEA' },
      ...{ onboarding_model: 'white_glove', acquisition_channel: 'web' },
    };
    const accounts = [account('Acme', full), account('Borg')];
    const kpis = ['stale', 'orphan', 'net_promoter_score'].map((id) => kpi(id));
    const found = maturityOf(contextFrom(kpis, records, {}, { accounts }));
    expect(found?.rows.map(({ label, now, before }) => [label, now.value, before?.value])).toEqual([
      ['With a source', 75, undefined],
      ['Fresh', 50, 50],
      ['Standardised', 50, undefined],
      ['Acted on', 25, undefined],
    ]);
    expect(text(found?.title ?? null)).toBe(
      '2 of 4 KPIs could be measured from the data of this quarter',
    );
  });
});

describe('the default headlines', () => {
  it('are at most twelve, with at least four that lead and four that lag', () => {
    for (const { headlines } of Object.values(settings.parse({}).editions)) {
      const indicators = headlines.map(
        (reference) => catalogue.find(({ id }) => id === reference.split('@')[0])?.indicator,
      );
      expect(headlines.length).toBeLessThanOrEqual(12);
      expect(indicators.filter((is) => is === 'leading').length).toBeGreaterThanOrEqual(4);
      expect(indicators.filter((is) => is === 'lagging').length).toBeGreaterThanOrEqual(4);
    }
  });
});
