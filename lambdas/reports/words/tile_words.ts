import type { Prose, Tile } from '../model.ts';
import { spoken } from './codes.ts';
import { fixed, say } from './say.ts';

/** Label of a KPI in a sentence, with its window unless that is the period. */
export function nameOf({ label, window }: Pick<Tile, 'label' | 'window'>): Prose {
  return window === 'period' ? fixed(label) : say`${fixed(label)} (${spoken(window)})`;
}

/** `rose by 6 points`; the sign is in the verb. */
export function changeWords({
  by,
  direction,
}: Pick<NonNullable<Tile['change']>, 'by' | 'direction'>): Prose {
  const { signed: _, ...unsigned } = { ...by, value: Math.abs(by.value) };
  if (direction === 'flat') return say`did not change`;
  return direction === 'up' ? say`rose by ${unsigned}` : say`fell by ${unsigned}`;
}
