import { describe, expect, it } from 'vitest';
import { usagePlanOf } from '../../../lambdas/local/demo/usage/plan.ts';
import { companyOf } from '../../../lambdas/local/demo/words/companies.ts';
import { demoCompany } from './company.ts';

const fewer = demoCompany({ accounts: 60 });
const more = demoCompany({ accounts: 90 });
const perAccount = [...fewer.tables.keys()].filter(
  (name) => !['features', 'fx_rates', 'spend', 'csm_time'].includes(name),
);

describe('a demo company with more accounts', () => {
  it.each(perAccount)('leaves the earlier rows of %s as they were', (name) => {
    const earlier = fewer.rows(name);
    expect(more.rows(name).slice(0, earlier.length)).toEqual(earlier);
  });

  it('leaves the plan of the earlier accounts’ events as it was', () => {
    expect(more.casts.slice(0, 60).map(usagePlanOf)).toEqual(fewer.casts.map(usagePlanOf));
  });

  it('gives every account a name of its own', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => companyOf(7, index).name);
    expect(new Set(names).size).toBe(20_000);
  });
});

describe('another seed', () => {
  it('tells of other companies', () => {
    const other = demoCompany({ accounts: 60, seed: 8 });
    const names = new Set(fewer.rows('accounts').map(({ name }) => name));
    expect(other.rows('accounts').filter(({ name }) => names.has(name ?? null))).toEqual([]);
  });
});
