import { daysBefore, type MeasuredPeriod } from '../kpis/measures/windows.ts';
import { type Plan, plan } from '../kpis/plan.ts';
import type { Settings } from '../settings/schema.ts';
import {
  type Calendar,
  dayStartsAt,
  next,
  type Period,
  sameLastYear,
  trend,
  yearBefore,
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
const trendLength = 13;

/** What is measured for a report: its trend, one period before it, and the period a year earlier. */
export function planFor(period: Period, calendar: Calendar, length = trendLength): Plan {
  const lastYear = sameLastYear(period, calendar);
  return plan({
    trend: trend(period, calendar, length + 1).map((one) => measured(one, calendar)),
    lastYear: lastYear && measured(lastYear, calendar),
  });
}

function measured(period: Period, calendar: Calendar): MeasuredPeriod {
  const back = (days: number) => dayStartsAt(daysBefore(period.end, days), calendar);
  return {
    period,
    nextEnd: next(period, calendar).end,
    yearBefore: yearBefore(period.end),
    daysBack: { 30: back(30), 90: back(90), 180: back(180) },
  };
}
