import { Temporal } from 'temporal-polyfill';
import type { Days, NaiveOptions } from './options.ts';

type Edition = NaiveOptions['edition'];

function monday(year: number, week: number): Temporal.PlainDate {
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  return fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: week - 1 });
}

function editionOf(label: string): Edition {
  if (label.includes('W')) return 'weekly';
  return label.includes('Q') ? 'quarterly' : 'monthly';
}

const lengths = { weekly: { weeks: 1 }, monthly: { months: 1 }, quarterly: { months: 3 } };

function startOf(label: string): Temporal.PlainDate {
  const year = Number(label.slice(0, 4));
  const ordinal = Number(label.slice(5).replace(/\D/g, ''));
  if (editionOf(label) === 'weekly') return monday(year, ordinal);
  const month = editionOf(label) === 'quarterly' ? 3 * ordinal - 2 : ordinal;
  return Temporal.PlainDate.from({ year, month, day: 1 });
}

/** Start of the same week, month or quarter a year before; null for a week 53 that year did not have. */
function aYearBefore(label: string): Temporal.PlainDate | null {
  const start = startOf(label);
  if (editionOf(label) !== 'weekly') return start.subtract({ years: 1 });
  const [year, week] = [Number(label.slice(0, 4)) - 1, Number(label.slice(6))];
  const before = monday(year, week);
  return before.yearOfWeek === year ? before : null;
}

/** A period by its label (`2026-10`, `2026-W45`, `2026-Q3`; the fiscal year starts in January) and its neighbours. */
export function periodOf(
  label: string,
  { timeZone = 'Europe/Berlin', reportingCurrency = 'EUR' } = {},
): NaiveOptions {
  const edition = editionOf(label);
  const length = lengths[edition];
  const from = (start: Temporal.PlainDate): Days => ({
    start: start.toString(),
    end: start.add(length).toString(),
  });
  const start = startOf(label);
  const lastYear = aYearBefore(label);
  return {
    ...from(start),
    label,
    edition,
    previous: from(start.subtract(length)),
    lastYear: lastYear && from(lastYear),
    next: from(start.add(length)),
    timeZone,
    reportingCurrency,
  };
}
