import { describe, expect, it } from 'vitest';
import { checkRejectedShare } from '../../../lambdas/exports/file_drop/tally.ts';

const named = { table: 'accounts', files: ['accounts.csv'], rejects: 'rejected' };
const check = (rows: number, rejected: number) => () =>
  checkRejectedShare({ rows, rejected, reasons: [] }, { share: 0.05, rows: 10 }, named);

describe('rejected rows', () => {
  it('let a few pass in a small table, which a share would always fail', () => {
    expect(check(3, 1)).not.toThrow();
    expect(check(30, 10)).not.toThrow();
  });

  it('fail the table when they are more than the share and more than a few, or half of it', () => {
    expect(check(189, 11)).toThrow(/11 of 200 rows are rejected/);
    expect(check(1, 2)).toThrow(/2 of 3 rows are rejected/);
  });
});
