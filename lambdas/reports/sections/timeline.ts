import { Temporal } from 'temporal-polyfill';
import type { AccountMoment, Scorecard } from '../../kpis/scores/scorecard.ts';
import { compare } from '../book.ts';
import type { Context } from '../context.ts';
import type { Prose } from '../model.ts';
import { factWords, wholePercent } from '../words/account_facts.ts';
import { score } from '../words/figures.ts';
import { capital, say } from '../words/say.ts';
import { type Telling, tellingOf } from '../words/timeline_words.ts';

/** Something dated that is told of an account. */
export interface Event extends Telling {
  readonly on: string;
  /** Events that say the same of other days share it. */
  readonly sort: string;
}

/** Of the same sort a reader needs the last ones only. */
const mostAlike = 2;

/** What the export dates, on its own day, and what the cut-offs show, on their last day. */
export function eventsOf(account: Scorecard, context: Context): Event[] {
  const { satisfied_from } = context.settings.definitions;
  const dated = (context.timelines.get(account.account_id) ?? []).flatMap((fact) => {
    const telling = tellingOf(fact, satisfied_from);
    const sort = [fact.kind, telling?.tone].join(' ');
    return telling === null ? [] : [{ on: fact.day, sort, ...telling }];
  });
  return [...dated, ...turnsOf(account, context)].sort((a, b) => compare(a.on, b.on));
}

/** Less than this is not worth a line. */
const leastWeight = 2;

/** Those that tell most, in the order of their days. */
export function mostTelling(events: readonly Event[], most: number): Event[] {
  const telling = events.filter(({ weight }) => weight >= leastWeight);
  const ranked = telling.sort((a, b) => b.weight - a.weight || compare(b.on, a.on));
  const alike = new Map<string, number>();
  const chosen = ranked.filter(({ sort }) => {
    const nth = (alike.get(sort) ?? 0) + 1;
    alike.set(sort, nth);
    return nth <= mostAlike;
  });
  return chosen.slice(0, most).sort((a, b) => compare(a.on, b.on));
}

/** An event as the model holds it. */
export function asTold({ on, what }: Event): { on: string; what: Prose } {
  return { on, what: capital(what) };
}

/** Last day of the period that a cut-off closes. */
export function lastDayOf({ end }: AccountMoment): string {
  return Temporal.PlainDate.from(end).subtract({ days: 1 }).toString();
}

/** Use that falls below the one share of its usual level is news, and so is its return above the other. */
const [useFellTo, useIsBackAt] = [0.6, 0.9];

/**
 * What is first seen at a cut-off. Not that a cancellation was set: exports do not date it, so that earlier
 * cut-offs would show what is known only today.
 */
function turnsOf(account: Scorecard, context: Context): Event[] {
  return account.history.flatMap((moment, n) => {
    const earlier = account.history.slice(0, n);
    if (earlier.length === 0 || !moment.is_customer) return [];
    const found = turns.filter(({ is }) => is(moment, earlier));
    return found.map(({ sort, tone, weight, words }) => {
      const what = words(moment, context);
      return { on: lastDayOf(moment), sort, tone, weight, what };
    });
  });
}

interface Turn extends Pick<Event, 'sort' | 'tone' | 'weight'> {
  readonly is: (moment: AccountMoment, earlier: readonly AccountMoment[]) => boolean;
  readonly words: (moment: AccountMoment, context: Context) => Prose;
}

const use = (moment: AccountMoment | undefined) => moment?.facts.usage_ratio ?? 1;

const turns: readonly Turn[] = [
  {
    sort: 'use fell',
    tone: 'bad',
    weight: 7,
    is: (moment, earlier) => use(moment) < useFellTo && use(earlier.at(-1)) >= useFellTo,
    words: ({ facts }, { currency }) =>
      factWords('usage_ratio', facts.usage_ratio ?? 0, { facts, currency }),
  },
  {
    sort: 'use is back',
    tone: 'good',
    weight: 6,
    is: (moment, earlier) =>
      use(moment) >= useIsBackAt &&
      use(earlier.at(-1)) < useIsBackAt &&
      earlier.some((one) => use(one) < useFellTo),
    words: (moment) => say`use is back at ${wholePercent(use(moment))} of its usual level`,
  },
  {
    sort: 'red',
    tone: 'bad',
    weight: 5,
    is: ({ tier }, earlier) => tier === 'red' && earlier.at(-1)?.tier !== 'red',
    words: ({ scores }) => say`health turned red, at ${score(scores.customer_health_score ?? 0)}`,
  },
];
