import { compare } from '../book.ts';
import type { Context } from '../context.ts';
import type { Prose } from '../model.ts';
import { spoken } from '../words/codes.ts';
import { count, counted } from '../words/figures.ts';
import { list, say } from '../words/say.ts';

/** What the customers who left gave as their reason; nothing where nobody left. */
export function lessonOf({ accounts }: Context): Prose[] {
  const lost = accounts.filter(({ is_lost }) => is_lost);
  const [first] = lost;
  if (first === undefined) return [];
  if (lost.length === 1) {
    if (first.end_reason === null)
      return [say`${first.name} left without a reason on record: ask.`];
    return [say`${first.name} left; the reason on record is ${spoken(first.end_reason)}.`];
  }
  const reasons = tally(lost.map(({ end_reason }) => end_reason ?? 'none given'));
  const told = reasons.map(([reason, n]) => say`${spoken(reason)} (${count(n)})`);
  return [say`${counted(lost.length, 'customer')} left; reasons on record: ${list(told)}.`];
}

/** How often each occurs, the most frequent first. */
function tally(all: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || compare(a, b));
}
