import { describe, expect, it } from 'vitest';
import { lastDue } from '../../lambdas/reports/due.ts';

const calendar = (timeZone: string) =>
  ({ timeZone, fiscalStartMonth: 1, namedFor: 'last_month' }) as const;
const weekly = { edition: 'weekly', days_after_end: 0, at: '07:00' } as const;

describe('the newest report that was due', () => {
  it('is that of last week from Monday seven o’clock on, in the zone of the report', () => {
    const zone = calendar('Europe/Berlin');
    expect(lastDue(weekly, '2026-11-16T05:59:59Z', zone).period.label).toBe('2026-W45');
    expect(lastDue(weekly, '2026-11-16T06:00:00Z', zone)).toMatchObject({
      period: { label: '2026-W46' },
      dueAt: '2026-11-16T06:00:00.000Z',
    });
  });

  it('follows the clock of the zone over a change of time', () => {
    const zone = calendar('America/New_York');
    const due = (instant: string) => lastDue(weekly, instant, zone).dueAt;
    expect(due('2026-11-01T00:00:00Z')).toBe('2026-10-26T11:00:00.000Z');
    expect(due('2026-11-03T00:00:00Z')).toBe('2026-11-02T12:00:00.000Z');
  });

  it('may be due days after the end of its period', () => {
    const quarterly = { edition: 'quarterly', days_after_end: 2, at: '07:00' } as const;
    const zone = calendar('UTC');
    expect(lastDue(quarterly, '2026-10-02T23:00:00Z', zone).period.label).toBe('2026-Q2');
    expect(lastDue(quarterly, '2026-10-03T07:00:00Z', zone).period.label).toBe('2026-Q3');
  });
});
