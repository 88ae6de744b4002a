import {
  daysBefore,
  type MeasuredPeriod,
  type PeriodEdges,
  windowNames,
} from './measures/windows.ts';

/** The periods that are measured, oldest first; the last is the report's own. */
export interface Plan {
  readonly periods: readonly MeasuredPeriod[];
  /** Where the trend begins; earlier ones are measured for comparison only. */
  readonly firstShown: number;
  /** Numbers of the period before and of the same one a year earlier, where they are measured. */
  related(periodNo: number): { readonly previous: number | null; readonly lastYear: number | null };
  /** Days in a window. */
  days(periodNo: number, window: string): number;
  lastDay(period: PeriodEdges): string;
}

export interface PlanInput {
  /** Trend with one period before it, oldest first. */
  readonly trend: readonly MeasuredPeriod[];
  /** The report's period a year earlier; null where there is none to compare. */
  readonly lastYear: MeasuredPeriod | null;
}

/** Plans what to measure: the trend, the period before it, and the year before where the trend does not hold it. */
export function plan({ trend, lastYear }: PlanInput): Plan {
  const held = trend.some(({ period }) => period.label === lastYear?.period.label);
  const periods = lastYear && !held ? [lastYear, ...trend] : [...trend];
  const own = periods.length - 1;
  const numberOf = (label?: string) => periods.findIndex(({ period }) => period.label === label);
  return {
    periods,
    firstShown: periods.length - trend.length + 1,
    related: (periodNo) => {
      const [now, before] = [periods[periodNo], periods[periodNo - 1]];
      const follows = now !== undefined && before?.period.end === now.period.start;
      const lastYearNo = periodNo === own ? numberOf(lastYear?.period.label) : -1;
      return {
        previous: follows ? periodNo - 1 : null,
        lastYear: lastYearNo < 0 ? null : lastYearNo,
      };
    },
    days: (periodNo, window) => {
      const measured = periods[periodNo];
      const start = measured?.starts[windowNames.find((name) => name === window) ?? 'period'];
      return measured && start ? daysBetween(start.day, measured.period.end) : 0;
    },
    lastDay: (period) => daysBefore(period.end, 1),
  };
}

function daysBetween(start: string, end: string): number {
  return (Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / 86_400_000;
}
