import { wilson } from '../outcome.ts';
import type { AccountMoment, Scorecard } from './scorecard.ts';

/** A customer's score at one cut-off, and whether the account was lost in the horizon after it. */
export interface Rating {
  readonly account_id: string;
  readonly score: number;
  readonly lost: boolean;
}

/** How often those rated so were lost. */
export interface Outcomes {
  readonly ratings: number;
  readonly lost: number;
  /** Per cent, with its 95 % interval; null where nobody was rated so. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Band extends Outcomes {
  /** From this score up to, and without, `to`; the last band holds 100. */
  readonly from: number;
  readonly to: number;
}

/** What a churn-risk score was worth on the accounts' own history. */
export interface TrackRecord {
  /** Distinct accounts that were lost within the horizon of a rating, and those that never were. */
  readonly losses: number;
  readonly survivors: number;
  /** False below 10 losses or 10 survivors: too few to judge. */
  readonly judged: boolean;
  /**
   * Probability that one who left was rated higher than one who stayed, ties half (the area under the ROC
   * curve): 0.5 is chance. Null where nobody left or nobody stayed.
   */
  readonly auc: number | null;
  readonly bands: readonly Band[];
  /** Ratings from the limit on, and all others. */
  readonly high: Outcomes;
  readonly others: Outcomes;
}

const fewest = 10;
const bandWidth = 20;

type Account = Pick<Scorecard, 'account_id' | 'history'>;

export interface LookingBack {
  /** Periods after a rating within which a loss counts. */
  readonly horizon: number;
  /** Score from which the report calls an account at risk. */
  readonly limit: number;
  /** The score of a customer at a cut-off, high is bad. */
  readonly score: (moment: AccountMoment) => number | null;
}

/** Each cut-off of the trend after which `horizon` periods are known gives a rating of every customer with a score. */
export function trackRecord(accounts: readonly Account[], rules: LookingBack): TrackRecord {
  const { horizon, limit } = rules;
  const ratings = ratingsOf(accounts, rules);
  const lost = new Set(ratings.filter((rating) => rating.lost).map(({ account_id }) => account_id));
  const all = new Set(ratings.map(({ account_id }) => account_id));
  const [losses, survivors] = [lost.size, all.size - lost.size];
  return {
    losses,
    survivors,
    judged: losses >= fewest && survivors >= fewest,
    auc: auc(ratings),
    bands: bandsOf(ratings, horizon),
    high: outcomes(
      ratings.filter((rating) => rating.score >= limit),
      horizon,
    ),
    others: outcomes(
      ratings.filter((rating) => rating.score < limit),
      horizon,
    ),
  };
}

/** Every rating whose horizon is over. */
export function ratingsOf(
  accounts: readonly Account[],
  { horizon, score: scoreOf }: Pick<LookingBack, 'horizon' | 'score'>,
): readonly Rating[] {
  return accounts.flatMap(({ account_id, history }) =>
    history.slice(0, Math.max(0, history.length - horizon)).flatMap((moment, n) => {
      const score = moment.is_customer ? scoreOf(moment) : null;
      if (score === null) return [];
      const after = history.slice(n + 1, n + 1 + horizon);
      return [{ account_id, score, lost: after.some(({ is_lost }) => is_lost) }];
    }),
  );
}

/** By ranks, in whole numbers until the last division. */
export function auc(ratings: readonly Rating[]): number | null {
  const sorted = [...ratings].sort((a, b) => a.score - b.score);
  const lost = sorted.filter((rating) => rating.lost).length;
  const stayed = sorted.length - lost;
  if (lost === 0 || stayed === 0) return null;
  let [twiceRanks, start] = [0, 0];
  while (start < sorted.length) {
    const score = sorted[start]?.score;
    let end = start;
    while (end < sorted.length && sorted[end]?.score === score) end += 1;
    const tied = sorted.slice(start, end).filter((rating) => rating.lost).length;
    // Ranks start + 1 … end share their mean, of which this is the double.
    twiceRanks += tied * (start + 1 + end);
    start = end;
  }
  return (twiceRanks - lost * (lost + 1)) / (2 * lost * stayed);
}

function bandsOf(ratings: readonly Rating[], horizon: number): readonly Band[] {
  return Array.from({ length: 100 / bandWidth }, (_, n) => {
    const [from, to] = [n * bandWidth, (n + 1) * bandWidth];
    const own = ratings.filter(({ score }) => score >= from && (score < to || to === 100));
    return { from, to, ...outcomes(own, horizon) };
  });
}

/** Horizons of neighbouring cut-offs overlap and see a loss up to `horizon` times, so the interval takes that part of the numbers. */
function outcomes(ratings: readonly Rating[], horizon: number): Outcomes {
  const [n, lost] = [ratings.length, ratings.filter((rating) => rating.lost).length];
  if (n === 0) return { ratings: 0, lost: 0, share: null, low: null, high: null };
  return { ratings: n, lost, share: (100 * lost) / n, ...wilson(lost / horizon, n / horizon) };
}
