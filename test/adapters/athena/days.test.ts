import { describe, expect, it } from 'vitest';
import { readDays } from '../../../lambdas/adapters/athena/days.ts';
import { longestText } from '../../../lambdas/adapters/athena/executions.ts';
import type { DayFolder } from '../../../lambdas/ports.ts';
import { dayTables } from '../../../lambdas/staging/by_day/tables.ts';

const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10);
const days = (length: number, n: (at: number) => number, first = 0): readonly DayFolder[] =>
  Array.from({ length }, (_, at) => ({
    ...{ from: day(first + at), until: day(first + at + 1) },
    n: n(at),
  }));
const where = (some: readonly DayFolder[]) =>
  readDays('pulse', 'users_daily', some).split(' where ')[1];

describe('the text that names days', () => {
  it('has a range for many in a row of one number, and a list for the others', () => {
    const some = [...days(7, () => 1), ...days(3, (at) => 2 - (at % 2), 7)];
    expect(where(some)?.split(' or ')).toEqual([
      "(partition_version = '1' and partition_day between '2026-01-01' and '2026-01-07')",
      "(partition_version = '1' and partition_day in ('2026-01-09'))",
      "(partition_version = '2' and partition_day in ('2026-01-08', '2026-01-10'))",
    ]);
  });

  it('never takes a month for the days of it', () => {
    const month = (from: string, until: string): DayFolder => ({ from, until, n: 1 });
    const months = [month('2025-11-01', '2025-12-01'), month('2025-12-01', '2026-01-01')];
    expect(where([...months, ...days(8, () => 1)])).toBe(
      "(partition_version = '1' and partition_day between '2026-01-01' and '2026-01-08') or (partition_version = '1' and partition_day in ('2025-11-01', '2025-12-01'))",
    );
  });

  it('leaves Athena room for a query over all tables and five years, whichever days were staged anew', () => {
    for (const often of [1, 2, 5]) {
      const torn = days(5 * 365, (at) => 1 + (at % often));
      const text = dayTables.map(({ name }) => readDays('pulse', name, torn)).join();
      expect(text.length).toBeLessThan(0.9 * longestText);
    }
  });
});
