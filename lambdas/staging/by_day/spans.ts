import { Temporal } from 'temporal-polyfill';

/** Rows by local day and names of sources, by landed part. */
export type PartDays = Readonly<
  Record<
    string,
    { readonly days: Readonly<Record<string, number>>; readonly sources: readonly string[] }
  >
>;

/** Days that are staged together, and the parts that hold rows of them. */
export interface PlannedSpan {
  readonly from: string;
  readonly until: string;
  readonly rows: number;
  readonly parts: readonly string[];
}

/** A month is kept in one file from this many days after its end on: late events are over by then. */
const settledAfterDays = 7;
/** A month with more rows stays in days, each of which fills a file by itself. */
const mostRowsOfMonth = 3_000_000;

/**
 * Days with rows, in order: a settled month that is not large is one span, every other day is one. It follows
 * from the rows alone, so that any order of their arrival gives the same spans.
 */
export function planSpans(partDays: PartDays): readonly PlannedSpan[] {
  const days = byDay(partDays);
  const sorted = [...days.keys()].sort();
  const newest = sorted.at(-1);
  if (newest === undefined) return [];
  const months = [...new Set(sorted.map(monthOf))];
  return months.flatMap((month) => {
    const ofMonth = sorted.filter((day) => monthOf(day) === month);
    const whole = spanOf(`${month}-01`, { months: 1 }, ofMonth, days);
    const settled = Temporal.PlainDate.from(whole.until).add({ days: settledAfterDays }).toString();
    if (settled <= newest && whole.rows <= mostRowsOfMonth) return [whole];
    return ofMonth.map((day) => spanOf(day, { days: 1 }, [day], days));
  });
}

const monthOf = (day: string) => day.slice(0, 7);

interface OfDay {
  rows: number;
  readonly parts: string[];
}

function byDay(partDays: PartDays): ReadonlyMap<string, OfDay> {
  const days = new Map<string, OfDay>();
  for (const [part, { days: rowsOf }] of Object.entries(partDays))
    for (const [day, rows] of Object.entries(rowsOf)) {
      const known = days.get(day) ?? { rows: 0, parts: [] };
      days.set(day, known);
      known.rows += rows;
      known.parts.push(part);
    }
  return days;
}

function spanOf(
  from: string,
  length: { readonly months?: number; readonly days?: number },
  held: readonly string[],
  days: ReadonlyMap<string, OfDay>,
): PlannedSpan {
  const found = held.flatMap((day) => days.get(day) ?? []);
  return {
    from,
    until: Temporal.PlainDate.from(from).add(length).toString(),
    rows: found.reduce((sum, { rows }) => sum + rows, 0),
    parts: [...new Set(found.flatMap(({ parts }) => parts))].sort(),
  };
}

/** Spans in groups that an engine takes at once: neither too many rows nor too many parts to read. */
export function inGroups<One extends PlannedSpan>(spans: readonly One[]): readonly One[][] {
  const groups: One[][] = [];
  let [rows, parts] = [0, new Set<string>()];
  for (const span of spans) {
    const more = new Set([...parts, ...span.parts]);
    const group = groups.at(-1);
    if (group && rows + span.rows <= mostRowsAtOnce && more.size <= mostPartsAtOnce) {
      group.push(span);
      [rows, parts] = [rows + span.rows, more];
    } else {
      groups.push([span]);
      [rows, parts] = [span.rows, new Set(span.parts)];
    }
  }
  return groups;
}

const mostRowsAtOnce = 3_000_000;
/** Each is a branch of a union on Athena, which plans no query of more than 150 stages. */
export const mostPartsAtOnce = 60;
