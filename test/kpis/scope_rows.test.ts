import { describe, expect, it } from 'vitest';
import { apart } from '../../lambdas/kpis/measures/scope_rows.ts';

const row = (dimension: string, value: string, members: bigint) => ({
  ...{ window_id: 3n, dimension, value, share: 0.1 + 0.2, currency: null, is_key: true },
  members,
});
const rows = [
  row('scope', 'scope-1', 2n ** 60n),
  row('all', '', 7n),
  row('scope', 'scope-2', -1n),
  row('csm', 'scope-1', 5n),
  row('scope', 'scope-1', 0n),
];

describe('rows of readers’ scopes', () => {
  it('are given back scope by scope as they were, in their order', () => {
    const { of } = apart(rows);
    expect(of('scope-1')).toStrictEqual([rows[0], rows[4]]);
    expect(of('scope-2')).toStrictEqual([rows[2]]);
    expect(of('scope-3')).toStrictEqual([]);
  });

  it('are not among those of the company and its segments', () => {
    expect(apart(rows).shared).toStrictEqual([rows[1], rows[3]]);
  });

  it('leave a measure without dimensions as it is', () => {
    const cohorts = [{ cohort: '2026-01', members: 4n }];
    expect(apart(cohorts).shared).toStrictEqual(cohorts);
  });
});
