import type { Prose, Tile } from '../model.ts';
import { say } from './say.ts';

/** Label of a KPI in a sentence, with its window unless that is the period. */
export function nameOf({ label, window }: Pick<Tile, 'label' | 'window'>): string {
  return window === 'period' ? label : `${label} (${window.replaceAll('_', ' ')})`;
}

/** `rose by 6 points`; the sign is in the verb. */
export function changeWords({
  by,
  direction,
}: Pick<NonNullable<Tile['change']>, 'by' | 'direction'>): Prose {
  const { signed: _, ...unsigned } = { ...by, value: Math.abs(by.value) };
  if (direction === 'flat') return ['did not change'];
  return say`${direction === 'up' ? 'rose' : 'fell'} by ${unsigned}`;
}
