import { type AccountField, accountFields, noFacts } from '../../settings/playbooks.ts';
import { type AccountMoment, eachScore, type ScoreId, scoreIds } from './scorecard.ts';

/** Names of what a moment has numbers of, in the order in which they lie. */
const [mrrAt, scoresAt, factsAt] = [0, 1, 1 + scoreIds.length];
const width = factsAt + accountFields.length;
const scorePlace = new Map(scoreIds.map((id, n) => [id, scoresAt + n]));
const factPlace = new Map(accountFields.map((field, n) => [field, factsAt + n]));

/** Stands for null; no number of an account comes near it. */
const unknown = -Number.MAX_VALUE;

/** What a moment consists of, as it is written to a file. */
export type MomentParts = readonly [
  said: Pick<AccountMoment, 'period' | 'end' | 'is_customer' | 'is_lost' | 'tier'>,
  numbers: Float64Array,
  first: number,
];

/**
 * A moment whose numbers lie among those of the account's other moments. A company has a dozen of each account:
 * as objects their hundreds of numbers would take six times the memory.
 */
export class PackedMoment implements AccountMoment {
  readonly parts: MomentParts;

  constructor(parts: MomentParts) {
    this.parts = parts;
  }

  get period() {
    return this.parts[0].period;
  }

  get end() {
    return this.parts[0].end;
  }

  get is_customer() {
    return this.parts[0].is_customer;
  }

  get is_lost() {
    return this.parts[0].is_lost;
  }

  get tier() {
    return this.parts[0].tier;
  }

  get mrr() {
    return this.#number(mrrAt);
  }

  get scores(): Readonly<Record<ScoreId, number | null>> {
    return eachScore((id) => this.#number(scorePlace.get(id) ?? 0));
  }

  get facts(): Readonly<Record<AccountField, number | null>> {
    const facts = { ...noFacts };
    for (const [field, place] of factPlace) facts[field] = this.#number(place);
    return facts;
  }

  #number(place: number): number | null {
    const [, numbers, first] = this.parts;
    const value = numbers[first + place] ?? unknown;
    return value === unknown ? null : value;
  }
}

/** The same moments, packed together. */
export function packedMoments(moments: readonly AccountMoment[]): readonly AccountMoment[] {
  const numbers = new Float64Array(moments.length * width);
  return moments.map(({ period, end, is_customer, is_lost, tier, mrr, scores, facts }, n) => {
    const first = n * width;
    numbers[first + mrrAt] = mrr ?? unknown;
    for (const [id, place] of scorePlace) numbers[first + place] = scores[id] ?? unknown;
    for (const [field, place] of factPlace) numbers[first + place] = facts[field] ?? unknown;
    return new PackedMoment([{ period, end, is_customer, is_lost, tier }, numbers, first]);
  });
}
