import type { Outcome } from '../action_sections.ts';
import { outcomesOf } from '../actions/outcomes.ts';
import type { Context } from '../context.ts';
import type { Figure, Prose, Report } from '../model.ts';
import { count } from '../words/figures.ts';
import { lastPeriods } from '../words/period_words.ts';
import { capital, list, plural, say, sentence } from '../words/say.ts';

type Became = Outcome['became'];

/** What became of the actions of the report before; null where it gave none. */
export function followUpOf(context: Context): Report['follow_up'] {
  const outcomes = outcomesOf(context);
  if (outcomes.length === 0) return null;
  return {
    title: titleOf(outcomes, context),
    note: outcomes.length === 1 ? null : noteOf(outcomes),
    rows: told(outcomes, context.longest),
  };
}

/** Bad news first, but room for good news; what did not move is counted, and asked for again above. */
function told(outcomes: readonly Outcome[], most: number): Outcome[] {
  const of = (...became: Became[]) => outcomes.filter((one) => became.includes(one.became));
  const [worse, good] = [of('worse'), of('settled', 'better')];
  const room = Math.max(Math.ceil(most / 2), most - good.length);
  const bad = worse.slice(0, room);
  return [...bad, ...good.slice(0, most - bad.length)];
}

const alone: Readonly<Record<Became, Prose>> = {
  settled: say`is no longer needed`,
  better: say`has moved the right way`,
  unchanged: say`has not moved its number yet`,
  worse: say`is more urgent than it was`,
  unknown: say`cannot be followed`,
};

function titleOf(outcomes: readonly Outcome[], { edition }: Context): Prose {
  const whose = lastPeriods(edition);
  const [only] = outcomes;
  if (outcomes.length === 1 && only) {
    return capital(say`${whose} one action ${alone[only.became]}`);
  }
  const [settled, better] = [numberOf(outcomes, 'settled'), numberOf(outcomes, 'better')];
  const all = count(outcomes.length);
  if (settled + better === 0) {
    return say`None of ${whose} ${all} actions has moved its number the right way yet`;
  }
  const over = say`${count(settled)} ${plural(settled, 'is', 'are')} no longer needed`;
  const moved = say`${count(better)} ${plural(better, 'has', 'have')} moved the right way`;
  const good = [...(settled > 0 ? [over] : []), ...(better > 0 ? [moved] : [])];
  return say`Of ${whose} ${all} actions, ${list(good)}`;
}

/** The others, so that all are counted. */
function noteOf(outcomes: readonly Outcome[]): Prose | null {
  const parts = [
    part(numberOf(outcomes, 'unchanged'), (n) => say`${n} did not move`),
    part(numberOf(outcomes, 'worse'), (n) => say`${n} got worse`),
    part(numberOf(outcomes, 'unknown'), (n) => say`${n} cannot be followed`),
  ].flat();
  return parts.length === 0 ? null : sentence(list(parts));
}

function part(number: number, what: (number: Figure) => Prose): Prose[] {
  return number === 0 ? [] : [what(count(number))];
}

function numberOf(outcomes: readonly Outcome[], became: Became): number {
  return outcomes.filter((one) => one.became === became).length;
}
