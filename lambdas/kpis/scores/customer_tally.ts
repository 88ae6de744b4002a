import type { Definitions } from '../../settings/definitions.ts';
import type { SegmentValue } from '../evaluation.ts';
import { patternKpis } from '../patterns/catalogue.ts';
import type { PatternKpi, PatternTally } from '../patterns/pattern.ts';
import { remembered } from '../remembered.ts';
import type { AccountState } from './account_scores.ts';
import { type Score, type ScoreId, scoreIds } from './scorecard.ts';

/** Segments of each account: dimension and value. */
export type Membership = ReadonlyMap<string, readonly SegmentValue[]>;

/** Scores of customers. */
export interface ScoreTally {
  readonly customers: number;
  /** Of whom any signal is there. */
  readonly judged: number;
  /** Who have a score, and their scores together. */
  readonly scored: number;
  readonly sum: number;
}

/** The customers of a part of the base at a cut-off, added up: all that KPIs over customers look at. */
export interface CustomerTally {
  readonly scores: ReadonlyMap<ScoreId, ScoreTally>;
  readonly patterns: ReadonlyMap<PatternKpi, PatternTally>;
}

export interface CustomerTallies {
  /** Sums are of doubles: states come in the order of their accounts, so that reruns give the same. */
  add(state: AccountState): void;
  of(part: SegmentValue): CustomerTally;
}

/** Every part of the base at one cut-off; no state is kept. */
export function customerTallies(membership: Membership, definitions: Definitions): CustomerTallies {
  const parts = new Map<string, Sums>();
  const known = (part: SegmentValue) => parts.get(`${part.dimension}\u0000${part.value}`);
  // Accounts of a part share the object that names it.
  const sumsOf = remembered((part: SegmentValue) => {
    const sums = known(part) ?? nothing();
    parts.set(`${part.dimension}\u0000${part.value}`, sums);
    return sums;
  });
  return {
    of: (part) => tallyOf(known(part) ?? nothing()),
    add: (state) => {
      if (!state.standing.isCustomer) return;
      const shown = patternKpis.map((kpi) => kpi.holds(state, definitions));
      for (const part of membership.get(state.accountId) ?? []) addTo(sumsOf(part), state, shown);
    },
  };
}

/** In the order of the scores and of the patterns: a run adds millions of times. */
interface Sums {
  readonly scores: readonly Sum<ScoreTally>[];
  readonly patterns: readonly Sum<PatternTally>[];
}
type Sum<Tally> = { -readonly [Name in keyof Tally]: Tally[Name] };

const nothing = (): Sums => ({
  scores: scoreIds.map(() => ({ customers: 0, judged: 0, scored: 0, sum: 0 })),
  patterns: patternKpis.map(() => ({ customers: 0, known: 0, hits: 0, mrr: 0 })),
});

function tallyOf({ scores, patterns }: Sums): CustomerTally {
  return {
    scores: new Map(zipped(scoreIds, scores)),
    patterns: new Map(zipped(patternKpis, patterns)),
  };
}

function zipped<A, B>(as: readonly A[], bs: readonly B[]): readonly (readonly [A, B])[] {
  return bs.flatMap((b, n) => as.slice(n, n + 1).map((a) => [a, b] as const));
}

function addTo({ scores, patterns }: Sums, state: AccountState, shown: readonly Shown[]): void {
  for (const [n, tally] of scores.entries()) {
    const id = scoreIds[n];
    if (id !== undefined) addScore(tally, state.scores[id]);
  }
  for (const [n, tally] of patterns.entries()) addPattern(tally, shown[n], state);
}

type Shown = boolean | null;

function addScore(tally: Sum<ScoreTally>, { value, readings }: Score): void {
  tally.customers += 1;
  if (readings.length > 0) tally.judged += 1;
  if (value === null) return;
  tally.scored += 1;
  tally.sum += value;
}

function addPattern(
  tally: Sum<PatternTally>,
  shown: Shown | undefined,
  { standing }: AccountState,
): void {
  tally.customers += 1;
  if (shown !== null) tally.known += 1;
  if (shown !== true) return;
  tally.hits += 1;
  tally.mrr += standing.mrr ?? 0;
}
