import type { LandedPart } from '../../exports/file_drop/landing.ts';
import type { Engine } from '../../ports.ts';
import type { Table } from '../../tables/column.ts';
import { literal } from '../../tables/relations.ts';
import { landedName } from '../current.ts';
import { identityVersion } from '../identity_version.ts';
import { type Days, type Span, versionOf } from '../versions.ts';
import { localDayNear, partsOf, useParts } from './part_days.ts';
import { inGroups, type PartDays, type PlannedSpan } from './spans.ts';

export interface IdentityStep {
  readonly engine: Engine;
  readonly table: Table;
  readonly parts: ReadonlyMap<string, LandedPart>;
  readonly partDays: PartDays;
  readonly timeZone: string;
  readonly before: Days | undefined;
}

export interface Identities {
  /** Hash of all links and merges that may touch the table. */
  readonly all: string;
  /** The same of those that touch the days of a span, by its first day. */
  readonly bySpan: ReadonlyMap<string, string>;
}

/**
 * Which accounts of which days are another one by now: a link or merge makes those days new, and no other.
 * Reads the store `account_identity`.
 */
export async function identitiesOf(
  step: IdentityStep,
  spans: readonly PlannedSpan[],
): Promise<Identities> {
  const all = await hashOfAll(step);
  if (all === none) return { all, bySpan: new Map(spans.map(({ from }) => [from, none])) };
  const known = new Map(step.before?.spans.map((span) => [span.from, span]));
  const same = spans.flatMap((span) => {
    const found = known.get(span.from);
    return found && isSame(span, found) ? [found] : [];
  });
  const bySpan = new Map<string, string>();
  if (step.before?.identity === all) for (const span of same) bySpan.set(span.from, span.identity);
  else await ofStaged(step, same, bySpan);
  await ofLanded(
    step,
    spans.filter(({ from }) => !bySpan.has(from)),
    bySpan,
  );
  return { all, bySpan };
}

const none = versionOf([]);

const isSame = (span: PlannedSpan, known: Span) =>
  span.until === known.until && JSON.stringify(span.parts) === JSON.stringify(known.parts);

async function hashOfAll({ engine, partDays }: IdentityStep): Promise<string> {
  const sources = new Set(['', ...Object.values(partDays).flatMap(({ sources }) => sources)]);
  const listed = [...sources].sort().map((source) => literal('varchar', source));
  return identityVersion(engine, `where source in (${listed.join(', ')})`);
}

/** Days whose rows are staged: every account of a day is told by the small table of accounts by day. */
async function ofStaged(
  { engine }: IdentityStep,
  spans: readonly Span[],
  bySpan: Map<string, string>,
): Promise<void> {
  if (spans.length === 0) return;
  await engine.useDays('account_days', spans);
  await digests(
    engine,
    `select distinct day, source, source_account_id as account_id from account_days`,
    spans,
    bySpan,
  );
}

async function ofLanded(
  { engine, table, parts, timeZone }: IdentityStep,
  spans: readonly PlannedSpan[],
  bySpan: Map<string, string>,
): Promise<void> {
  for (const group of inGroups(spans)) {
    const near = { from: group[0]?.from ?? '', until: group.at(-1)?.until ?? '' };
    const day = localDayNear(String(table.clock), timeZone, near);
    await useParts(engine, table, partsOf(group, parts));
    await digests(
      engine,
      `select distinct ${day} as day, source, account_id from ${landedName(table)}`,
      group,
      bySpan,
    );
  }
}

async function digests(
  engine: Engine,
  accountsOfDays: string,
  spans: readonly { readonly from: string; readonly until: string }[],
  bySpan: Map<string, string>,
): Promise<void> {
  const rows = await engine.query(
    `select distinct cast(d.day as varchar) as day, i.source, i.source_id, i.account_id
from (${accountsOfDays}) as d
join account_identity as i
    on i.source_id = d.account_id and (i.source = '' or i.source = d.source)
order by day, i.source, i.source_id, i.account_id`,
  );
  for (const { from, until } of spans) {
    const within = rows.filter(({ day }) => String(day) >= from && String(day) < until);
    const touching = within.map((row) =>
      JSON.stringify([row.source, row.source_id, row.account_id]),
    );
    bySpan.set(from, versionOf([...new Set(touching)].sort()));
  }
}
