/** What one part of the base did to the change of a KPI. */
export interface Effect {
  /** Value of the dimension, or the name of an account. */
  readonly name: string;
  /** Contribution in the KPI's unit; all parts together make the change. */
  readonly effect: number;
  /** Share of the base before, 0–1: what the part would explain if all parts had moved alike. */
  readonly size: number;
  /** The part's own value; null where it was not there. */
  readonly before: number | null;
  readonly now: number | null;
  /** Of rates and means: the effect as two that add up to it. */
  readonly split: Split | null;
}

/** The part's own rate, and its weight in the whole. */
export interface Split {
  readonly rate: number;
  readonly mix: number;
  /** Share of the whole's denominator, 0–1. */
  readonly weightBefore: number;
  readonly weightNow: number;
}

/** A part of a sum; 0 where it was not there. */
export interface Summand {
  readonly name: string;
  readonly before: number;
  readonly now: number;
}

/** A part of a rate or mean: its value, and the denominator that it rests on. */
export interface Share {
  readonly value: number;
  readonly weight: number;
}

export interface Part {
  readonly name: string;
  readonly before: Share | null;
  readonly now: Share | null;
}

/** Each part of a sum contributes the difference that it made. */
export function sumEffects(parts: readonly Summand[]): Effect[] {
  const whole = parts.reduce((sum, { before }) => sum + Math.abs(before), 0);
  return parts.map(({ name, before, now }) => ({
    name,
    effect: now - before,
    size: whole === 0 ? 1 / parts.length : Math.abs(before) / whole,
    before,
    now,
    split: null,
  }));
}

/**
 * Each part of a weighted mean contributes by its own rate, mean weight × Δ rate, and by the mix,
 * Δ weight × (mean rate − mean of the whole). A part that came or went has only one rate, so it is all mix.
 */
export function meanEffects(parts: readonly Part[]): Effect[] {
  const wholeBefore = weightOf(parts.map(({ before }) => before));
  const wholeNow = weightOf(parts.map(({ now }) => now));
  const placed = parts.map(({ name, before, now }) => ({
    name,
    weightBefore: wholeBefore === 0 ? 0 : (before?.weight ?? 0) / wholeBefore,
    weightNow: wholeNow === 0 ? 0 : (now?.weight ?? 0) / wholeNow,
    before: before?.value ?? null,
    now: now?.value ?? null,
  }));
  const level = placed.reduce(
    (sum, { weightBefore, weightNow, before, now }) =>
      sum + (weightBefore * (before ?? 0) + weightNow * (now ?? 0)) / 2,
    0,
  );
  return placed.map((part) => effectOf(part, level));
}

interface Placed {
  readonly name: string;
  readonly weightBefore: number;
  readonly weightNow: number;
  readonly before: number | null;
  readonly now: number | null;
}

/** @param level Mean of the whole's values before and now. */
function effectOf(part: Placed, level: number): Effect {
  const { name, weightBefore, weightNow, before, now } = part;
  const [was, is] = [before ?? now ?? level, now ?? before ?? level];
  const rate = ((weightBefore + weightNow) / 2) * (is - was);
  const mix = (weightNow - weightBefore) * ((was + is) / 2 - level);
  const split = { rate, mix, weightBefore, weightNow };
  return { name, effect: rate + mix, size: weightBefore, before, now, split };
}

function weightOf(shares: readonly (Share | null)[]): number {
  return shares.reduce((sum, share) => sum + (share?.weight ?? 0), 0);
}

/** Whether the parts make the change, but for what floating point loses. */
export function addsUp(effects: readonly Effect[], change: number, scale: number): boolean {
  const sum = effects.reduce((total, { effect }) => total + effect, 0);
  return Math.abs(sum - change) <= 1e-6 * Math.max(1, Math.abs(scale));
}
