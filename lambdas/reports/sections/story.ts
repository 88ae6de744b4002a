import type { AccountMoment, Scorecard } from '../../kpis/scores/scorecard.ts';
import type { ChosenAccount } from '../../kpis/timelines.ts';
import { byMrr } from '../book.ts';
import type { Context } from '../context.ts';
import type { Report } from '../model.ts';
import { spoken } from '../words/codes.ts';
import { score } from '../words/figures.ts';
import { periodsOf } from '../words/period_words.ts';
import { say } from '../words/say.ts';
import { asTold, type Event, eventsOf, lastDayOf, mostTelling } from './timeline.ts';

/** Points of health that make a story. */
const leastRise = 15;
const mostEvents = 7;

interface Turnaround {
  readonly account: Scorecard;
  readonly low: AccountMoment;
  readonly now: AccountMoment;
  readonly rise: number;
  /** Cut-offs from the low to now. */
  readonly periods: number;
  /** Its health turned green in this very period. */
  readonly isNews: boolean;
}

/** Of the weekly edition: the account that moved most for the better; null where none moved enough. */
export function storyOf(context: Context): Report['story'] {
  const [best] = turnarounds(context);
  if (context.edition !== 'weekly' || best === undefined) return null;
  const { account, low, now } = best;
  const told = eventsOf(account, context).filter(
    ({ on, tone, sort }) =>
      on <= lastDayOf(now) &&
      (tone !== 'bad' || on <= lastDayOf(low)) &&
      // The low point says it.
      (sort !== 'red' || on !== lastDayOf(low)),
  );
  return {
    account_id: account.account_id,
    name: account.name,
    title: titleOf(best, context),
    events: [...mostTelling([...told, lowPoint(best)], mostEvents), arrival(best)].map(asTold),
  };
}

/** Whose dated facts the story needs. */
export function storyAccounts(context: Context): ChosenAccount[] {
  const [best] = turnarounds(context);
  const from = best?.account.history[0]?.end;
  if (context.edition !== 'weekly' || best === undefined || from === undefined) return [];
  return [{ account_id: best.account.account_id, from, until: context.period.end }];
}

/**
 * Customers of at least the median MRR whose health is green and rose enough since its low in the trend:
 * first those that turned green in this period, of them those that were red, then by the rise.
 */
function turnarounds({ customers }: Context): Turnaround[] {
  const least = medianMrr(customers);
  return [...customers]
    .sort(byMrr)
    .filter(({ mrr, tier }) => (mrr ?? 0) >= least && tier === 'green')
    .flatMap(turnaroundOf)
    .sort(
      (a, b) =>
        Number(b.isNews) - Number(a.isNews) ||
        Number(b.low.tier === 'red') - Number(a.low.tier === 'red') ||
        b.rise - a.rise,
    );
}

function turnaroundOf(account: Scorecard): Turnaround[] {
  const now = account.history.at(-1);
  const scored = account.history.filter((moment) => moment.is_customer && health(moment) !== null);
  const low = scored.reduce<AccountMoment | null>(
    (lowest, moment) => (lowest === null || at(moment) <= at(lowest) ? moment : lowest),
    null,
  );
  if (now === undefined || low === null || low.tier === 'green') return [];
  const rise = at(now) - at(low);
  if (rise < leastRise) return [];
  const periods = account.history.length - 1 - account.history.indexOf(low);
  const isNews = account.previous_tier !== 'green';
  return [{ account, low, now, rise, periods, isNews }];
}

const health = ({ scores }: AccountMoment) => scores.customer_health_score;
const at = (moment: AccountMoment) => health(moment) ?? 0;

function medianMrr(customers: readonly Scorecard[]): number {
  const sorted = customers.map(({ mrr }) => mrr ?? 0).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function titleOf({ account, low, now, periods }: Turnaround, { edition }: Context) {
  const since = periodsOf(edition, periods);
  return say`${account.name} went from ${spoken(low.tier ?? '')} at ${score(at(low))} to green at ${score(at(now))} in ${since}`;
}

function lowPoint({ low }: Turnaround): Event {
  const what = say`health is ${spoken(low.tier ?? '')} at ${score(at(low))}, its lowest`;
  return { on: lastDayOf(low), sort: 'low', tone: 'bad', weight: 9, what };
}

function arrival({ now }: Turnaround): Event {
  const risk = now.scores.churn_risk_score;
  const what =
    risk === null ? say`health is green` : say`health is green, and churn risk ${score(risk)}`;
  return { on: lastDayOf(now), sort: 'now', tone: 'good', weight: 9, what };
}
