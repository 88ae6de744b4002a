import { type Change, type Decomposition, stepOf } from './decomposition.ts';
import { addsUp, type Effect } from './effects.ts';

/** The dimension that explains a change best. */
export interface Explanation extends Decomposition {
  /** The part that did most in the direction of the change. */
  readonly leader: Effect;
  /** By how much of all movement the leader did more than its size would have it: −1 to 1. */
  readonly concentration: number;
}

/** Parts that name nobody explain nothing. */
const nameless: ReadonlySet<string> = new Set(['unknown', 'unlinked', '']);

/** A part stands out that did so much beyond its size, or most of all that moved. */
const [beyondSize, ofAll] = [0.1, 0.5];

export function standsOut({ leader, effects, concentration }: Explanation): boolean {
  return concentration >= beyondSize || shareOf(leader, effects) >= ofAll;
}

/** Of all movement, in whatever direction. */
function shareOf({ effect }: Effect, effects: readonly Effect[]): number {
  return Math.abs(effect) / effects.reduce((sum, one) => sum + Math.abs(one.effect), 0);
}

/**
 * Of the decompositions that add up, the one whose leader's share of all movement, Σ |effect|, exceeds its
 * size most; of equals the first. A person's book is taken only where nothing else stands out. Null where no
 * dimension has two parts and a leader with a name.
 */
export function bestOf(all: readonly Decomposition[], change: Change): Explanation | null {
  const scale = Math.max(Math.abs(change.before.value), Math.abs(change.now.value));
  const explained = all
    .filter(({ effects }) => effects.length > 1 && addsUp(effects, stepOf(change), scale))
    .flatMap((decomposition) => explanationOf(decomposition, Math.sign(stepOf(change))));
  const impersonal = clearest(explained.filter(({ dimension }) => dimension !== 'csm'));
  return impersonal && standsOut(impersonal) ? impersonal : clearest(explained);
}

function clearest(explained: readonly Explanation[]): Explanation | null {
  return explained.reduce<Explanation | null>(
    (best, one) => (best === null || one.concentration > best.concentration + 1e-9 ? one : best),
    null,
  );
}

function explanationOf({ dimension, effects }: Decomposition, sign: number): Explanation[] {
  const ranked = [...effects].sort((a, b) => sign * (b.effect - a.effect) || byName(a, b));
  const [leader] = ranked;
  if (leader === undefined || nameless.has(leader.name) || sign * leader.effect <= 0) return [];
  const concentration = shareOf(leader, effects) - leader.size;
  return [{ dimension, effects: ranked, leader, concentration }];
}

/** By code unit: the order of a locale depends on the machine. */
function byName(a: Effect, b: Effect): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}
