import { remembered } from '../../kpis/remembered.ts';
import type { Context } from '../context.ts';
import type { Action } from '../model.ts';
import { type Asked, askedAt } from './asked.ts';
import { isUndated } from './customers_at.ts';

type Streak = Action['streak'];

/**
 * Finds since when an action has been asked for, by applying the rules of now to every earlier cut-off of
 * the trend: no earlier run is read, so that the same data says the same. Null where the data does not say
 * since when.
 */
export function streaks(context: Context): (asked: Asked) => Streak {
  const keysAt = remembered(
    (back: number) => new Set(askedAt(context, back).map(({ key }) => key)),
  );
  const { trend, period } = context;
  return (asked) => {
    if (looksAtUndated(asked)) return null;
    const periods = lengthOf((back) => keysAt(back).has(asked.key), trend.length);
    const first = trend.at(-periods) ?? period;
    const isWhole = periods < trend.length;
    return { periods, since: first.end, first_period: isWhole ? first.label : null };
  };
}

function looksAtUndated(asked: Asked): boolean {
  if (asked.about === 'kpi') return false;
  const fields = (asked.playbook.when ?? []).map(({ field }) => field);
  return isUndated(fields, asked.facts);
}

function lengthOf(wasAsked: (back: number) => boolean, most: number): number {
  let periods = 1;
  while (periods < most && wasAsked(periods)) periods += 1;
  return periods;
}
