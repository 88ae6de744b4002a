import type { Subscription } from '../shapes/subscription.ts';
import type { State } from './known.ts';
import { joined, type Stretch } from './stretch.ts';

/** The time between two exports, and what the later one saw. */
export interface Window extends Stretch {
  readonly was: Subscription | undefined;
  readonly is: Subscription;
}

export function windowsOf(states: readonly State[]): readonly Window[] {
  return states.map(({ at, is }, n) => {
    const before = states[n - 1];
    return { from: before?.at ?? Number.NEGATIVE_INFINITY, to: at, was: before?.is, is };
  });
}

export interface Dating {
  readonly holds: (state: Subscription) => boolean;
  /** When it began in a window at whose end it holds; null: nothing says so. */
  readonly began: (window: Window) => number | null;
  readonly ended: (window: Window) => number | null;
}

/** When something held that states say; a change that nothing dates is dated by the export that saw it. */
export function observed(
  states: readonly State[],
  { holds, began, ended }: Dating,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from: number | null = null;
  for (const window of windowsOf(states)) {
    if (holds(window.is)) from ??= dated(began(window), window);
    else if (from !== null) {
      stretches.push({ from, to: dated(ended(window), window) });
      from = null;
    }
  }
  if (from !== null) stretches.push({ from, to: Number.POSITIVE_INFINITY });
  return joined(stretches);
}

const dated = (at: number | null, { from, to }: Window) =>
  at !== null && at > from && at <= to ? at : to;
