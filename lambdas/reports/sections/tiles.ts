import type { KpiRecord } from '../../kpis/record.ts';
import { changeFrom, toneOf } from '../change.ts';
import { type Context, figureOf } from '../context.ts';
import type { Figure, Prose, Tile } from '../model.ts';
import { type Reference, resolve } from '../references.ts';
import { isUnusual } from '../unusual.ts';
import { reasonOf } from '../words/kpi_reasons.ts';
import { say } from '../words/say.ts';

/** The edition's headline KPIs, in the order of the settings. */
export function tilesOf(context: Context): Tile[] {
  const { settings, edition, kpis } = context;
  const place = `editions.${edition}.headlines`;
  return settings.editions[edition].headlines.map((reference) =>
    tileOf(resolve(reference, kpis, place), context),
  );
}

function tileOf(reference: Reference, context: Context): Tile {
  const { kpi, window } = reference;
  const record = context.record(kpi.id, window, context.period);
  const value = figureOf(record);
  const judged = record?.judged !== false;
  return {
    kpi: kpi.id,
    label: kpi.label,
    window,
    ...statusOf(record, value, context),
    value,
    change: value && changeOf(reference, value, judged, context),
    target: value && targetOf(reference, value, context),
    trend: trendOf(reference, context),
    judged,
    sample: record?.sample ?? null,
    interval: intervalOf(record, value),
    ...besideOf(record, value),
  };
}

function statusOf(
  record: KpiRecord | null,
  value: Figure | null,
  { scope }: Context,
): Pick<Tile, 'status' | 'reason'> {
  if (value) return { status: 'measured', reason: null };
  return {
    status: record?.status === 'no_data_source' ? 'no_data_source' : 'not_measurable',
    reason: (record && reasonOf(record)) ?? notMeasured(scope),
  };
}

function notMeasured(scope: Context['scope']): Prose {
  return scope === null ? say`it was not measured` : say`it was not measured for ${scope.label}`;
}

function changeOf(
  reference: Reference,
  value: Figure,
  judged: boolean,
  context: Context,
): Tile['change'] {
  const { kpi, window } = reference;
  const before = context.record(kpi.id, window, context.before);
  const then = figureOf(before);
  if (then === null) return null;
  const { by, direction } = changeFrom(then.value, value, isFlow(kpi));
  const { unusual_from_z } = context.settings.definitions;
  return {
    by,
    direction,
    tone: judged && before?.judged !== false ? toneOf(direction, kpi.direction) : 'neutral',
    unusual: isUnusual(trendOf(reference, context), kpi.range, unusual_from_z) ?? false,
    against: context.before.label,
  };
}

function targetOf(reference: Reference, value: Figure, context: Context): Tile['target'] {
  const aim = aimOf(reference, context);
  // A target of the whole company for an amount or a count says nothing of a part of it.
  if (aim === null || (context.scope !== null && isAmount(value))) return null;
  const met = reference.kpi.direction === 'lower' ? value.value <= aim : value.value >= aim;
  return { value: { ...value, value: aim }, met };
}

/** Grows with the number of accounts. */
export const isAmount = ({ unit }: Figure) => unit.startsWith('money') || unit.startsWith('count');

/** Amounts that start anew every period: a share of the last one says little, the step says all. */
const isFlow = ({ unit, range }: Reference['kpi']) => unit.startsWith('money') && range === 'level';

/** The target in force for the edition; one set for another window is another KPI's. */
export function aimOf(
  { kpi, window }: Reference,
  { settings, kpis, edition }: Pick<Context, 'settings' | 'kpis' | 'edition'>,
): number | null {
  const [, aim] =
    Object.entries(settings.targets).find(([reference]) => {
      const meant = resolve(reference, kpis, `targets.${reference}`);
      return meant.kpi === kpi && meant.window === window;
    }) ?? [];
  return (typeof aim === 'object' ? aim[edition] : aim) ?? null;
}

/** Without the empty periods before the first measured one. */
function trendOf({ kpi, window }: Reference, context: Context): Tile['trend'] {
  const values = context.trend.map(
    (period) => figureOf(context.record(kpi.id, window, period))?.value ?? null,
  );
  const first = values.findIndex((value) => value !== null);
  return first === -1 ? [null] : values.slice(first);
}

function intervalOf(record: KpiRecord | null, value: Figure | null): Tile['interval'] {
  if (value === null || record?.low === undefined || record.high === undefined) return null;
  return { low: { ...value, value: record.low }, high: { ...value, value: record.high } };
}

/** What stands beside the value: the slow end of a duration, who is not due yet, the money of a count. */
function besideOf(
  record: KpiRecord | null,
  value: Figure | null,
): Pick<Tile, 'p90' | 'pending' | 'amount'> {
  if (record === null || value === null) return { p90: null, pending: null, amount: null };
  const { p90, pending, amount, currency } = record;
  const money = { value: amount ?? 0, unit: 'money', ...(currency ? { currency } : {}) };
  return {
    p90: p90 === undefined ? null : { ...value, value: p90 },
    pending: pending ?? null,
    amount: amount === undefined || currency === undefined ? null : money,
  };
}
