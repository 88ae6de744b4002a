import { describe, expect, it } from 'vitest';
import { OurBug } from '../../lambdas/errors.ts';
import { checkMovements } from '../../lambdas/kpis/identities.ts';
import { span, worldOf } from '../naive/examples/builders.ts';
import { periodOf } from '../naive/periods.ts';
import { withMeasuredWorld } from './compare.ts';

const row = {
  account_id: 'a',
  currency: 'EUR',
  opening: '100.000000',
  new: '0.000000',
  reactivation: '0.000000',
  resume: '5.000000',
  expansion: '20.500000',
  contraction: '0.000000',
  pause: '10.500000',
  churn: '0.000000',
  closing: '115.000000',
};

describe('opening and all movements', () => {
  it('add up to closing', () => {
    expect(() => checkMovements([row])).not.toThrow();
  });

  it('fail the run when they do not, by as little as a millionth of a cent, and name the account', () => {
    expect(() => checkMovements([row, { ...row, account_id: 'b', closing: '115.000001' }])).toThrow(
      OurBug,
    );
    expect(() => checkMovements([{ ...row, account_id: 'b', closing: '115.000001' }])).toThrow(
      /account b in EUR/,
    );
  });
});

describe('expansion by reason', () => {
  it('shows apart what a discount that ended brought, and both parts add up', async () => {
    const period = periodOf('2026-10');
    const world = worldOf([
      span('a', '2026-01-01', '2026-10-10', '8000', { end_reason: 'changed' }),
      span('a', '2026-10-10', null, '10000', { change_reason: 'discount_end' }),
      span('b', '2026-01-01', '2026-10-10', '1000', { end_reason: 'changed' }),
      span('b', '2026-10-10', null, '1500', { change_reason: 'seats' }),
    ]);
    await withMeasuredWorld(world, period, ({ records }) => {
      const value = (reason: string | null) =>
        records.find(
          (r) =>
            r.kpi === 'expansion_revenue' &&
            r.period === '2026-10' &&
            (r.segment === null ? reason === null : r.segment.value === reason),
        )?.value;
      expect([value(null), value('discount_end'), value('other')]).toEqual([25, 20, 5]);
    });
  });
});
