import type { Days } from './options.ts';
import { type Item, type Past, standingAt, standingOf } from './spans.ts';
import { dayNumber } from './time.ts';

/** What became of one account and currency from opening to closing, in micro-minor units; losses positive. */
export interface Movement {
  readonly account: string;
  readonly currency: string;
  readonly opening: bigint;
  readonly new: bigint;
  readonly reactivation: bigint;
  readonly resume: bigint;
  readonly expansion: bigint;
  readonly contraction: bigint;
  readonly pause: bigint;
  readonly churn: bigint;
  readonly closing: bigint;
}

export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const above0 = (a: bigint): bigint => (a > 0n ? a : 0n);

/** `past` reaches to the period's end or further. */
export function movementsOf(
  items: readonly Item[],
  past: readonly Past[],
  { start, end }: Days,
): readonly Movement[] {
  const [before, after] = [standingAt(items, start), standingAt(items, end)];
  const movements: Movement[] = [];
  for (const account of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [was, is] = [standingOf(before, account), standingOf(after, account)];
    const firstPaidOn = past.find((one) => one.account === account)?.firstPaidOn ?? null;
    const everPaid = firstPaidOn !== null && firstPaidOn < dayNumber(start);
    for (const currency of [...new Set([...was.mrr.keys(), ...is.mrr.keys()])].sort()) {
      const opening = was.mrr.get(currency) ?? 0n;
      const closing = is.mrr.get(currency) ?? 0n;
      const pausedBefore = was.paused.get(currency) ?? 0n;
      const pausedAfter = is.paused.get(currency) ?? 0n;
      const none = { new: 0n, reactivation: 0n, resume: 0n, expansion: 0n } as const;
      const kept = { ...none, contraction: 0n, pause: 0n, churn: 0n };
      const row = { account, currency, opening, closing };
      if (!was.isBase) {
        movements.push({ ...row, ...kept, [everPaid ? 'reactivation' : 'new']: closing });
      } else if (!is.isBase) {
        movements.push({ ...row, ...kept, churn: opening });
      } else {
        const pause = least(above0(opening - closing), above0(pausedAfter - pausedBefore));
        const resume = least(above0(closing - opening), above0(pausedBefore - pausedAfter));
        const rest = closing - opening + pause - resume;
        movements.push({
          ...row,
          ...kept,
          pause,
          resume,
          expansion: above0(rest),
          contraction: above0(-rest),
        });
      }
    }
  }
  return movements;
}

/** The base of an opening, what of it is lost and why. */
export interface Base {
  readonly opening: readonly string[];
  readonly lost: readonly string[];
  readonly involuntary: readonly string[];
}

const involuntaryReasons = ['payment_failed', 'business_closed'];

/** `past` reaches to the period's end. */
export function baseOf(items: readonly Item[], past: readonly Past[], { start, end }: Days): Base {
  const [before, after] = [standingAt(items, start), standingAt(items, end)];
  const opening = [...before.keys()].filter((account) => standingOf(before, account).isBase);
  const lost = opening.filter((account) => !standingOf(after, account).isBase);
  const involuntary = lost.filter((account) =>
    past
      .find((one) => one.account === account)
      ?.endReasons.some((reason) => involuntaryReasons.includes(reason ?? '')),
  );
  return { opening, lost, involuntary };
}
