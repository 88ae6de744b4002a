import type { Figure, Prose } from '../model.ts';
import { plural, say } from './say.ts';

export function count(value: number): Figure {
  return { value, unit: 'count' };
}

/** `3 customers`, `1 customer`. */
export function counted(n: number, one: string, many?: string): Prose {
  return say`${count(n)} ${plural(n, one, many)}`;
}

export function money(value: number, currency: string): Figure {
  return { value, unit: 'money', currency };
}

/** Printed with a plus before gains. */
export function signed(figure: Figure): Figure {
  return { ...figure, signed: true };
}

/** @param share 0–1 */
export function percent(share: number): Figure {
  return { value: share * 100, unit: '%' };
}

/** Whole days: "31.4 days ago" is more than anybody knows. */
export function days(value: number): Figure {
  return { value: Math.floor(value), unit: 'days' };
}

export function score(value: number): Figure {
  return { value: Math.round(value), unit: 'score 0-100' };
}

/** How many times, to one decimal. */
export function times(value: number): Figure {
  return { value: Math.round(value * 10) / 10, unit: 'ratio' };
}
