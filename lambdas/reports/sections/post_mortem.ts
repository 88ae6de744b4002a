import { riskWithoutHindsight } from '../../kpis/scores/hindsight.ts';
import type { AccountMoment, Scorecard } from '../../kpis/scores/scorecard.ts';
import type { Context } from '../context.ts';
import type { Prose } from '../model.ts';
import { monthsBefore } from '../periods.ts';
import type { PostMortem } from '../special_sections.ts';
import { spoken } from '../words/codes.ts';
import { money, score } from '../words/figures.ts';
import { chain, plural, say, sentence } from '../words/say.ts';
import type { Loss } from './losses.ts';
import { type Past, seenOf, unseenOf } from './silence.ts';
import { asTold, type Event, eventsOf, mostTelling } from './timeline.ts';

const mostEvents = 6;
const mostMoments = 3;
/** How far a timeline reaches back before the period. */
const monthsTold = 6;

export const firstDay = ({ period }: Context) => monthsBefore(period.start, monthsTold);

/** What led to one loss. `past` is the account at the last cut-off before it, where it was a customer then. */
export function postMortemOf(
  { account, paid }: Loss,
  past: Past | null,
  context: Context,
): PostMortem {
  const ended = endedOn(account, context);
  const before = eventsOf(account, context).filter(
    ({ on }) => on >= firstDay(context) && on <= ended,
  );
  return {
    account_id: account.account_id,
    name: account.name,
    csm: account.csm,
    mrr: context.currency === null ? null : money(paid, context.currency),
    reason: reasonOf(account, context),
    scores: scoresOf(account, context),
    events: mostTelling(withLastTalk(before), mostEvents).map(asTold),
    seen: past && seenOf(past, context),
    unseen: past && unseenOf(past, context),
  };
}

/** How long they had not been spoken to is always told. */
function withLastTalk(events: readonly Event[]): Event[] {
  const last = events.findLast(({ sort }) => sort.startsWith('talk'));
  return events.map((event) =>
    event === last ? { ...event, weight: 8, what: say`the last talk: ${event.what}` } : event,
  );
}

/** Day of the last end that the export states; what came later had no part in it. */
function endedOn({ account_id }: Scorecard, { timelines, period }: Context): string {
  const facts = timelines.get(account_id) ?? [];
  return (
    facts.findLast(({ kind, code }) => kind === 'end' && code !== 'changed')?.day ?? period.end
  );
}

function reasonOf({ account_id, end_reason }: Scorecard, { timelines }: Context): Prose {
  const facts = timelines.get(account_id) ?? [];
  const comment = facts.findLast(({ kind }) => kind === 'comment')?.code;
  const reason = end_reason === null ? say`none on record` : spoken(end_reason);
  return sentence(
    comment === undefined ? say`reason: ${reason}` : say`reason: ${reason}, “${comment}”`,
  );
}

/** The scores at the last cut-offs at which it was still a customer. */
function scoresOf({ history }: Scorecard, { settings }: Context): Prose | null {
  const moments = history
    .slice(0, -1)
    .filter(({ is_customer }) => is_customer)
    .slice(-mostMoments);
  const [first] = moments;
  const last = moments.at(-1);
  if (first === undefined || last === undefined) return null;
  const parts = [
    seriesOf(say`Health`, moments, ({ scores }) => scores.customer_health_score),
    seriesOf(say`churn risk`, moments, (moment) => riskWithoutHindsight(moment, settings.scores)),
  ].filter((part) => part.length > 0);
  if (parts.length === 0) return null;
  const span =
    first === last
      ? say`${{ period: last.period }}`
      : say`${{ period: first.period }} to ${{ period: last.period }}`;
  const series = chain(parts, (all, one) => say`${all}; ${one}`);
  return say`${series} (${plural(moments.length, 'end', 'ends')} of ${span}).`;
}

function seriesOf(
  name: Prose,
  moments: readonly AccountMoment[],
  of: (moment: AccountMoment) => number | null,
): Prose {
  const values = moments.map(of).filter((value) => value !== null);
  const series = chain(values.map(score), (all, one) => say`${all} → ${one}`);
  return values.length === 0 ? [] : say`${name} ${series}`;
}
