import { Temporal } from 'temporal-polyfill';
import type { LandedPart } from '../../exports/file_drop/landing.ts';
import type { Engine } from '../../ports.ts';
import type { Table } from '../../tables/column.ts';
import { literal } from '../../tables/relations.ts';
import { landedColumns, landedName } from '../current.ts';
import type { Days } from '../versions.ts';
import { mostPartsAtOnce, type PartDays } from './spans.ts';

/** The local day of a row, as SQL; `zone` is a literal or a column. */
export const localDay = (clock: string, zone: string) =>
  `cast(at_timezone(with_timezone(${clock}, 'UTC'), ${zone}) as date)`;

/**
 * The same for rows near some days, with the offsets of the zone written out: engines look a zone's rules up row by
 * row. Rows of other days get a day that is none of these.
 */
export function localDayNear(
  clock: string,
  timeZone: string,
  { from, until }: { readonly from: string; readonly until: string },
): string {
  const farther = { days: 3 };
  const end = Temporal.PlainDate.from(until).add(farther).toZonedDateTime(timeZone);
  let at = Temporal.PlainDate.from(from).subtract(farther).toZonedDateTime(timeZone);
  const branches: string[] = [];
  for (;;) {
    const seconds = at.offsetNanoseconds / 1e9;
    const sign = seconds < 0 ? '-' : '+';
    const shifted = `cast(${clock} ${sign} interval '${Math.abs(seconds)}' second as date)`;
    const next = at.getTimeZoneTransition('next');
    if (!next || Temporal.ZonedDateTime.compare(next, end) >= 0) {
      return branches.length > 0 ? `case ${branches.join(' ')} else ${shifted} end` : shifted;
    }
    const changes = literal('timestamp', next.toInstant().toString());
    branches.push(`when ${clock} < ${changes} then ${shifted}`);
    at = next;
  }
}

/** Where the rows of landed parts lie in time, and which sources they name; only new parts are looked into. */
export async function daysOfParts(
  engine: Engine,
  table: Table,
  parts: readonly LandedPart[],
  timeZone: string,
  before: Days | undefined,
): Promise<PartDays> {
  const known = before?.timeZone === timeZone ? before.parts : {};
  const filled = parts.filter(({ rows }) => rows > 0);
  const fresh = filled.filter(({ id }) => known[id] === undefined);
  const found = new Map<string, { days: Record<string, number>; sources: string[] }>();
  for (let from = 0; from < fresh.length; from += mostPartsAtOnce) {
    const some = fresh.slice(from, from + mostPartsAtOnce);
    const idOf = new Map(some.map(({ file, id }) => [file, id]));
    for (const row of await countByDay(engine, table, some, timeZone)) {
      const id = idOf.get(String(row.file)) ?? '';
      const of = found.get(id) ?? { days: {}, sources: [] };
      found.set(id, of);
      of.days[String(row.day)] = (of.days[String(row.day)] ?? 0) + Number(row.n);
      const source = String(row.source ?? '');
      if (!of.sources.includes(source)) of.sources.push(source);
    }
  }
  return Object.fromEntries(
    filled.map(({ id }) => [id, known[id] ?? found.get(id) ?? { days: {}, sources: [] }]),
  );
}

async function countByDay(
  engine: Engine,
  table: Table,
  parts: readonly LandedPart[],
  timeZone: string,
) {
  await useParts(engine, table, parts);
  const day = localDay(String(table.clock), literal('varchar', timeZone));
  return engine.query(
    `select _file as file, source, cast(${day} as varchar) as day, count(*) as n
from ${landedName(table)}
group by 1, 2, 3
order by file, source, day`,
  );
}

/** The parts that hold rows of some spans, each once. */
export function partsOf(
  spans: readonly { readonly parts: readonly string[] }[],
  parts: ReadonlyMap<string, LandedPart>,
): readonly LandedPart[] {
  const ids = [...new Set(spans.flatMap((span) => span.parts))];
  return ids.flatMap((id) => parts.get(id) ?? []);
}

/** Makes the rows of some parts readable as the landed relation of their table. */
export function useParts(
  engine: Engine,
  table: Table,
  parts: readonly LandedPart[],
): Promise<void> {
  return engine.useLanded(
    landedName(table),
    landedColumns(table),
    parts.flatMap(({ keys }) => keys),
  );
}
