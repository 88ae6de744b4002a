import { recordsOf } from '../../kpis/by_kpi.ts';
import type { KpiRecord } from '../../kpis/record.ts';
import type { Context } from '../context.ts';
import { type Change, type Decomposition, isMean } from './decomposition.ts';
import { type Effect, meanEffects, type Share, sumEffects } from './effects.ts';

/** Cuts that overlap, or that are of another unit of account. */
const notParts: ReadonlySet<string> = new Set(['scope', 'currency']);

/** The change by every dimension in which the KPI is recorded; nothing in a scope, which is not cut further. */
export function bySegments(change: Change, { records, scope }: Context): Decomposition[] {
  if (scope !== null) return [];
  const { kpi, window } = change.now;
  const dimensions = new Map<string, Map<string, Pair>>();
  for (const record of recordsOf(kpi, records)) {
    if (record.window !== window || record.segment === null) continue;
    const { dimension, value } = record.segment;
    const time = timeOf(record, change);
    if (time === null || notParts.has(dimension)) continue;
    const parts = dimensions.get(dimension) ?? new Map<string, Pair>();
    dimensions.set(dimension, parts.set(value, { ...(parts.get(value) ?? none), [time]: record }));
  }
  return [...dimensions].map(([dimension, parts]) => ({
    dimension,
    effects: isMean(change) ? meansOf(parts, change) : sumsOf(parts),
  }));
}

interface Pair {
  readonly before: KpiRecord | null;
  readonly now: KpiRecord | null;
}
const none: Pair = { before: null, now: null };

function timeOf({ period }: KpiRecord, { before, now }: Change): 'before' | 'now' | null {
  if (period === now.period) return 'now';
  return period === before.period ? 'before' : null;
}

function sumsOf(parts: ReadonlyMap<string, Pair>) {
  return sumEffects(
    [...parts].map(([name, { before, now }]) => ({
      name,
      before: before?.value ?? 0,
      now: now?.value ?? 0,
    })),
  );
}

function meansOf(parts: ReadonlyMap<string, Pair>, change: Change): Effect[] {
  const pairs = [...parts.values()];
  const effects = meanEffects(
    [...parts].map(([name, { before, now }]) => ({ name, before: share(before), now: share(now) })),
  );
  const was = baseless(
    change.before,
    pairs.map(({ before }) => before),
  );
  const is = baseless(
    change.now,
    pairs.map(({ now }) => now),
  );
  if (Math.abs(is - was) < 1e-9) return effects;
  const rest = { name: '', effect: is - was, size: 0, before: null, now: null, split: null };
  return [...effects, rest];
}

/**
 * What parts with a numerator and nothing under it, as users of accounts without seats, give to the rate of
 * the whole: they have none of their own, and stand together as one part without a name.
 */
function baseless(whole: Change['now'], parts: readonly (KpiRecord | null)[]): number {
  const based = parts.filter((part) => share(part) !== null);
  const sum = (of: (part: KpiRecord) => number | null) =>
    based.reduce((total, part) => total + (part === null ? 0 : (of(part) ?? 0)), 0);
  const numerator = whole.numerator ?? 0;
  if (numerator === 0) return 0;
  return (whole.value * (numerator - sum((part) => part.numerator))) / numerator;
}

/** A part without members weighs nothing and has no rate. */
function share(record: KpiRecord | null): Share | null {
  if (record === null || record.value === null || !record.denominator) return null;
  return { value: record.value, weight: record.denominator };
}
