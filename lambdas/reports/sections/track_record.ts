import { riskWithoutHindsight } from '../../kpis/scores/hindsight.ts';
import { type Outcomes, type TrackRecord, trackRecord } from '../../kpis/scores/track_record.ts';
import type { Context } from '../context.ts';
import type { Figure, Prose, Report } from '../model.ts';
import { count, counted, percent, score } from '../words/figures.ts';
import { everyPeriod } from '../words/period_words.ts';
import { say } from '../words/say.ts';

type Section = NonNullable<Report['track_record']>;

/** Periods within which a loss counts; the weekly edition does not tell of it. */
const horizons = {
  weekly: null,
  monthly: { periods: 3, within: say`within three months` },
  quarterly: { periods: 1, within: say`within a quarter` },
} as const;

/** How the churn-risk score has done on this company's own history; null where it rated nobody in time. */
export function trackRecordOf({ edition, accounts, settings }: Context): Report['track_record'] {
  const horizon = horizons[edition];
  if (horizon === null) return null;
  const { at_risk_from: limit, minimum_sample: least } = settings.definitions;
  const record = trackRecord(accounts, {
    horizon: horizon.periods,
    limit,
    score: (moment) => riskWithoutHindsight(moment, settings.scores),
  });
  if (record.losses + record.survivors === 0) return null;
  if (!record.judged) return tooFew(record, horizon.within);
  const groups = { ...record, limit, least, within: horizon.within };
  return {
    title: titleOf(groups),
    sentences: [groupsSentence(groups), pairsSentence(record)],
    bands: record.bands.flatMap(({ from, to, ...band }) =>
      band.ratings === 0 ? [] : [{ label: `${from}–${to}`, ...figuresOf(band) }],
    ),
    note: say`Each customer is rated anew at the end of ${everyPeriod(edition)}. An end that was set later is left out of the ratings before it: nobody knew of it.`,
  };
}

/** Ratings from the limit on and the others, and what it takes to compare them. */
interface Groups extends Pick<TrackRecord, 'auc' | 'high' | 'others'> {
  readonly limit: number;
  readonly least: number;
  readonly within: Prose;
}

function tooFew({ losses, survivors }: TrackRecord, within: Prose): Section {
  return {
    title: say`Too few customers have left to say how good the churn-risk score is`,
    sentences: [
      say`Of ${counted(losses + survivors, 'customer')} that it rated, ${count(losses)} left ${within}.`,
    ],
    bands: [],
    note: null,
  };
}

/** Nobody but statisticians knows an area under a curve; everybody can picture two customers. */
function pairsSentence({ auc }: TrackRecord): Prose {
  const hundred = Math.round((auc ?? 0.5) * 100);
  return say`Take one customer who left and one who stayed: in ${count(hundred)} of ${count(100)} such pairs it had rated the one who left higher; by chance it would be ${count(50)}.`;
}

function titleOf({ auc, high, others, least, within }: Groups): Prose {
  const worth = auc ?? 0.5;
  if (worth < 0.55) return say`So far the churn-risk score says little about who leaves`;
  const times = high.ratings >= least && others.share ? (high.share ?? 0) / others.share : 0;
  if (times < 1.5) return say`So far the churn-risk score points the right way`;
  return say`Who is rated at risk leaves about ${count(Math.round(times))} times as often ${within}`;
}

function groupsSentence({ high, others, limit, least, within }: Groups): Prose {
  const [from, rest] = [score(limit), say`of the others ${shareOf(others)}`];
  if (high.ratings === 0) {
    return say`It has rated nobody ${from} or more in time to tell; ${rest} left ${within}.`;
  }
  if (high.ratings < least) {
    return say`It has rated customers ${from} and more only ${counted(high.ratings, 'time')}, and ${count(high.lost)} of those left ${within}; ${rest} did.`;
  }
  return say`Of the customers that it rated ${from} and more, ${shareOf(high)} left ${within}; ${rest}.`;
}

function shareOf({ share }: Outcomes): Figure {
  return percent(Math.round(share ?? 0) / 100);
}

function figuresOf({ ratings, lost, share, low, high }: Outcomes) {
  const figure = (value: number | null) =>
    value === null ? null : percent(Math.round(value) / 100);
  return {
    ratings: count(ratings),
    lost: count(lost),
    share: figure(share),
    low: figure(low),
    high: figure(high),
  };
}
