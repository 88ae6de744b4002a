import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/kpis/catalogue/catalogue.ts';
import { naiveKpis } from '../naive/kpis.ts';
import { periodOf } from '../naive/periods.ts';

describe('the independent calculation', () => {
  it('knows every KPI of the catalogue, and no other', () => {
    const naive = new Set(naiveKpis({}, periodOf('2026-10')).map(({ kpi }) => kpi));
    const ours = catalogue.map(({ id }) => id);
    expect(ours.filter((id) => !naive.has(id))).toEqual([]);
    expect([...naive].filter((id) => !ours.includes(id))).toEqual([]);
  });
});
