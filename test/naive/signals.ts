import { decimal, type Fraction, fraction, over } from './fraction.ts';
import { answerSignals } from './signals/answers.ts';
import type { At, Signals } from './signals/at.ts';
import { dealingSignals } from './signals/dealings.ts';
import { touchSignals } from './signals/touches.ts';
import { useSignals } from './signals/use.ts';
import type { Item, Past } from './spans.ts';
import { dayNumber } from './time.ts';
import type { World } from './world.ts';

const daysPerMonth = decimal('30.4375');

function monthsSinceFirstPayment(past: readonly Past[], account: string, end: string) {
  const firstPaidOn = past.find((one) => one.account === account)?.firstPaidOn ?? null;
  if (firstPaidOn === null) return null;
  return over(fraction(dayNumber(end) - firstPaidOn), daysPerMonth);
}

/** What the signals of every account are read from: a world attributed and prepared, its items and their past. */
export interface Sources {
  readonly world: World;
  readonly items: readonly Item[];
  readonly past: readonly Past[];
}

/** Every signal of an account but its health; a signal whose tables are not there is for the caller to take out. */
export function signalsOf({ world, items, past }: Sources, account: string, at: At): Signals {
  const tenure: Fraction | null = monthsSinceFirstPayment(past, account, at.end);
  return {
    ...useSignals(world, items, account, at),
    ...answerSignals(world, account, at),
    ...touchSignals(world, account, at),
    ...dealingSignals(world, items, account, at),
    months_since_first_payment: tenure,
  };
}
