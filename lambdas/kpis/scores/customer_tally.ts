import type { Definitions } from '../../settings/definitions.ts';
import type { SegmentValue } from '../evaluation.ts';
import { patternKpis } from '../patterns/catalogue.ts';
import type { PatternKpi, PatternTally } from '../patterns/pattern.ts';
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
  return {
    of: (part) => parts.get(key(part)) ?? nothing(),
    add: (state) => {
      if (!state.standing.isCustomer) return;
      const shown = new Map(patternKpis.map((kpi) => [kpi, kpi.holds(state, definitions)]));
      for (const part of membership.get(state.accountId) ?? []) {
        const sums = parts.get(key(part)) ?? nothing();
        parts.set(key(part), sums);
        for (const [id, tally] of sums.scores) addScore(tally, state.scores[id]);
        for (const [kpi, tally] of sums.patterns) addPattern(tally, shown.get(kpi), state);
      }
    },
  };
}

const key = ({ dimension, value }: SegmentValue) => `${dimension}\u0000${value}`;

type Sum<Tally> = { -readonly [Name in keyof Tally]: Tally[Name] };

interface Sums extends CustomerTally {
  readonly scores: ReadonlyMap<ScoreId, Sum<ScoreTally>>;
  readonly patterns: ReadonlyMap<PatternKpi, Sum<PatternTally>>;
}

const nothing = (): Sums => ({
  scores: new Map(scoreIds.map((id) => [id, { customers: 0, judged: 0, scored: 0, sum: 0 }])),
  patterns: new Map(patternKpis.map((kpi) => [kpi, { customers: 0, known: 0, hits: 0, mrr: 0 }])),
});

function addScore(tally: Sum<ScoreTally>, { value, readings }: Score): void {
  tally.customers += 1;
  if (readings.length > 0) tally.judged += 1;
  if (value === null) return;
  tally.scored += 1;
  tally.sum += value;
}

function addPattern(
  tally: Sum<PatternTally>,
  shown: boolean | null | undefined,
  { standing }: AccountState,
): void {
  tally.customers += 1;
  if (shown !== null) tally.known += 1;
  if (shown !== true) return;
  tally.hits += 1;
  tally.mrr += standing.mrr ?? 0;
}
