import { folderOfDays, readDays } from '../../lambdas/adapters/athena/days.ts';
import { daysAtOnce } from '../../lambdas/adapters/athena/engine.ts';
import type { DayFolder } from '../../lambdas/ports.ts';
import { inGroups, type PartDays, planSpans } from '../../lambdas/staging/by_day/spans.ts';
import { dayTables } from '../../lambdas/staging/by_day/tables.ts';

/** What a year of so many events comes to, by the code that plans days, folders and queries. */
export interface Year {
  readonly events: number;
  /** Files of all tables that are kept by day. */
  readonly files: number;
  /** Statements that stage the whole year. */
  readonly statements: number;
  /** Rows of the largest group of days that one statement sorts. */
  readonly mostRowsOfStatement: number;
  /** Partitions that one scan of the year looks for. */
  readonly partitions: number;
  /** Text that names the days of all tables, bytes: each staged once, and every second one again. */
  readonly textOnce: number;
  readonly textTorn: number;
}

const firstDay = Date.UTC(2026, 0, 1);
const dayAfter = (n: number) => new Date(firstDay + n * 86_400_000).toISOString().slice(0, 10);

/** A file arrives for each day, a thousandth of it of the day before. */
function arrivals(events: number): PartDays {
  const ofDay = Math.round(events / 365);
  const late = Math.round(ofDay / 1000);
  const parts = Array.from({ length: 365 }, (_, n) => [
    `part-${n}`,
    {
      days: { [dayAfter(n)]: ofDay - late, ...(n > 0 ? { [dayAfter(n - 1)]: late } : {}) },
      sources: ['product'],
    },
  ]);
  return Object.fromEntries(parts);
}

export function yearOf(events: number): Year {
  const spans = planSpans(arrivals(events));
  const groups = inGroups(spans);
  const once = spans.map((span) => ({ ...span, n: 1 }));
  const torn = spans.map((span, at) => ({ ...span, n: 1 + (at % 2) }));
  return {
    events,
    files: spans.length * dayTables.length,
    // Of each group every table is made at once, then unloaded day by day.
    statements: dayTables.length * (groups.length + spans.length),
    mostRowsOfStatement: Math.max(
      ...groups.map((group) => group.reduce((sum, { rows }) => sum + rows, 0)),
    ),
    partitions: new Set(torn.flatMap((day) => [folderOfDays('events', day)])).size * 2,
    textOnce: textOf(once),
    textTorn: textOf(torn),
  };
}

function textOf(days: readonly DayFolder[]): number {
  return dayTables.reduce((sum, { name }) => sum + readDays('cs_pulse', name, days).length, 0);
}

/** Editions that run at once, each with as many queries as its days are unloaded by. */
export const queriesAtOnce = (editions: number) => editions * daysAtOnce;
