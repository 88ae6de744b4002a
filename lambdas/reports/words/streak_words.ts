import type { Context } from '../context.ts';
import type { Action, Prose } from '../model.ts';
import { everyPeriod } from './period_words.ts';
import { capital, fixed, say } from './say.ts';

/** Of the second period in a row and so on; a trend has 13. */
const ordinals = [
  'Second',
  'Third',
  'Fourth',
  'Fifth',
  'Sixth',
  'Seventh',
  'Eighth',
  'Ninth',
  'Tenth',
  'Eleventh',
  'Twelfth',
];

const nouns = { weekly: 'week', monthly: 'month', quarterly: 'quarter' } as const;

/** `Third week in a row, since 12 October`; null for what was not asked for the period before. */
export function againWords(
  streak: Action['streak'],
  { edition }: Pick<Context, 'edition'>,
): Prose | null {
  if (streak === null || streak.periods < 2) return null;
  const { periods, since, first_period } = streak;
  const ordinal = ordinals[periods - 2];
  if (first_period === null || ordinal === undefined) {
    return capital(say`${everyPeriod(edition)} since ${{ date: since }} at least`);
  }
  // Whole, since in some languages `third` agrees with `week`.
  const nth = fixed(`${ordinal} ${nouns[edition]}`);
  return say`${nth} in a row, since ${{ date: since }}`;
}
