import { type AccountField, accountFields, noFacts } from '../../settings/playbooks.ts';
import { type AccountMoment, eachScore, type ScoreId, scoreIds } from './scorecard.ts';

/** Names of what a moment has numbers of, in the order in which they lie. */
const [mrrAt, scoresAt, factsAt] = [0, 1, 1 + scoreIds.length];
const width = factsAt + accountFields.length;
const scorePlace = new Map(scoreIds.map((id, n) => [id, scoresAt + n]));
const factPlace = new Map(accountFields.map((field, n) => [field, factsAt + n]));

/** Stands for null; no number of an account comes near it. */
const unknown = -Number.MAX_VALUE;

/** What a moment says beside its numbers. */
type Said = Pick<AccountMoment, 'period' | 'end' | 'is_customer' | 'is_lost' | 'tier'>;

/** What a moment consists of, as it is written to a file. */
export type MomentParts = readonly [said: Said, numbers: Float64Array, first: number];

/**
 * A moment whose numbers lie among those of the account's other moments, and that shares what it says with moments of
 * other accounts. A company has a dozen of each account: as objects their hundreds of numbers would take six times
 * the memory.
 */
export class PackedMoment implements AccountMoment {
  private readonly said: Said;
  private readonly numbers: Float64Array;
  private readonly first: number;

  constructor([said, numbers, first]: MomentParts) {
    this.said = said;
    this.numbers = numbers;
    this.first = first;
  }

  get parts(): MomentParts {
    return [this.said, this.numbers, this.first];
  }

  get period() {
    return this.said.period;
  }

  get end() {
    return this.said.end;
  }

  get is_customer() {
    return this.said.is_customer;
  }

  get is_lost() {
    return this.said.is_lost;
  }

  get tier() {
    return this.said.tier;
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
    const value = this.numbers[this.first + place] ?? unknown;
    return value === unknown ? null : value;
  }
}

/** Packs the moments of one account after the other. */
export function momentPacker(): (moments: readonly AccountMoment[]) => readonly AccountMoment[] {
  const known = new Map<string, Said>();
  const shared = ({ period, end, is_customer, is_lost, tier }: Said): Said => {
    const said = { period, end, is_customer, is_lost, tier };
    const key = JSON.stringify(said);
    const first = known.get(key) ?? said;
    known.set(key, first);
    return first;
  };
  return (moments) => {
    const numbers = new Float64Array(moments.length * width);
    return moments.map((moment, n) => {
      const { mrr, scores, facts } = moment;
      const first = n * width;
      numbers[first + mrrAt] = mrr ?? unknown;
      for (const [id, place] of scorePlace) numbers[first + place] = scores[id] ?? unknown;
      for (const [field, place] of factPlace) numbers[first + place] = facts[field] ?? unknown;
      return new PackedMoment([shared(moment), numbers, first]);
    });
  };
}
