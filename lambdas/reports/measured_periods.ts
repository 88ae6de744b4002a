import { daysBefore, type MeasuredPeriod } from '../kpis/measures/windows.ts';
import { type Plan, plan } from '../kpis/plan.ts';
import type { Settings } from '../settings/schema.ts';
import {
  type Calendar,
  dayStartsAt,
  monthsBefore,
  next,
  type Period,
  previous,
  quarterHolding,
  sameLastYear,
  trend,
} from './periods.ts';

/** How the settings cut time. */
export function calendarOf({ time_zone, fiscal_year }: Settings): Calendar {
  return {
    timeZone: time_zone,
    fiscalStartMonth: fiscal_year.starts_in_month,
    namedFor: fiscal_year.named_for,
  };
}

/** Periods that a trend shows. */
export const trendLength = 13;

/** What is measured for a report: its trend, one period before it, and the period a year earlier. */
export function planFor(period: Period, calendar: Calendar, length = trendLength): Plan {
  const lastYear = sameLastYear(period, calendar);
  return plan({
    trend: trend(period, calendar, length + 1).map((one) => measured(one, calendar)),
    lastYear: lastYear && measured(lastYear, calendar),
  });
}

function measured(period: Period, calendar: Calendar): MeasuredPeriod {
  const { start, end } = period;
  const back = (days: number) => dayStartsAt(daysBefore(end, days), calendar);
  const edge = (day: string) => ({ day, at: dayStartsAt(day, calendar) });
  return {
    period,
    previousStart: previous(period, calendar).start,
    nextEnd: next(period, calendar).end,
    starts: {
      period: edge(start),
      trailing_12_months: edge(monthsBefore(end, 12)),
      trailing_7_days: edge(daysBefore(end, 7)),
      trailing_30_days: edge(daysBefore(end, 30)),
      quarter_to_date: edge(quarterHolding(daysBefore(end, 1), calendar).start),
      trailing_quarter: edge(monthsBefore(end, 3)),
    },
    daysBack: { 30: back(30), 90: back(90), 180: back(180) },
  };
}
