import { describe, expect, it } from 'vitest';
import { OurBug } from '../../lambdas/errors.ts';
import { checkMovements } from '../../lambdas/kpis/identities.ts';

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
