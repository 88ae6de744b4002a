import { recordsOf } from '../../kpis/by_kpi.ts';
import type { KpiRecord } from '../../kpis/record.ts';
import { compare } from '../book.ts';
import { type Context, figureOf } from '../context.ts';
import type { Figure, Prose } from '../model.ts';
import type { Reference } from '../references.ts';
import { spoken } from '../words/codes.ts';
import { counted } from '../words/figures.ts';
import { say } from '../words/say.ts';

interface Row {
  readonly name: Prose;
  readonly key: string;
  readonly value: Figure;
}

/** A KPI that is a table, by its ends; null where fewer than two rows are measured, or in a scope. */
export function rowsInWords(reference: Reference, context: Context): Prose | null {
  if (context.scope !== null) return null;
  const rows = rowsOf(reference, context);
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined || rows.length < 2) return null;
  const many = counted(rows.length, 'row');
  return say`It is a table of ${many}: ${first.name} is highest, ${first.value}, and ${last.name} lowest, ${last.value}.`;
}

/** Rows of the dimension that is the table's own, highest first; those of parts of the company are no rows. */
function rowsOf({ kpi, window }: Reference, { records, period }: Context): Row[] {
  const own = recordsOf(kpi.id, records).filter(
    (record) => record.window === window && record.period === period.label,
  );
  const dimension = own.find(({ segment }) => segment !== null && !isCut(segment))?.segment
    ?.dimension;
  return own
    .filter(({ segment, judged }) => segment?.dimension === dimension && judged !== false)
    .flatMap((record) => rowOf(record))
    .sort((a, b) => b.value.value - a.value.value || compare(a.key, b.key));
}

/** Readers' parts and currencies; cohorts have a section of their own. */
const isCut = ({ dimension }: NonNullable<KpiRecord['segment']>) =>
  ['scope', 'currency', 'cohort'].includes(dimension);

function rowOf(record: KpiRecord): Row[] {
  const value = figureOf(record);
  return value === null || record.segment === null
    ? []
    : [{ name: nameOf(record.segment), key: record.segment.value, value }];
}

/** `day 7`, `feature f-01`. */
function nameOf({ dimension, value }: NonNullable<KpiRecord['segment']>): Prose {
  return say`${spoken(dimension)} ${value.replaceAll('_', ' ')}`;
}
