import type { KpiRecord } from '../../kpis/record.ts';
import type { Effect } from './effects.ts';

/** A KPI of the period and of the one before, both measured. */
export interface Change {
  readonly before: KpiRecord & { readonly value: number };
  readonly now: KpiRecord & { readonly value: number };
}

/** A change as what the parts of one dimension did to it; they add up. */
export interface Decomposition {
  /** `segment`, …, or `account`, `movement`, `reason`. */
  readonly dimension: string;
  readonly effects: readonly Effect[];
}

export function stepOf({ before, now }: Change): number {
  return now.value - before.value;
}

/** A median is no sum of its parts, and only a duration has a 90th percentile beside it; nor is a correlation. */
export function isWhole({ now }: Change): boolean {
  return now.p90 !== undefined || now.unit.startsWith('correlation');
}

/** Rates and means rest on a denominator, sums on none. */
export function isMean({ before, now }: Change): boolean {
  return now.denominator !== null && before.denominator !== null;
}

/** Null unless both are measured: what is missing has not changed. */
export function changeBetween(before: KpiRecord | null, now: KpiRecord | null): Change | null {
  return isKnown(before) && isKnown(now) ? { before, now } : null;
}

function isKnown(record: KpiRecord | null): record is KpiRecord & { readonly value: number } {
  return record !== null && record.status === 'measured' && record.value !== null;
}
