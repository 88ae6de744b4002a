/** A list with at least one member, so that a pick always finds one. */
export type Some<T> = readonly [T, ...T[]];

/** Random numbers that follow from their key alone: the same key, the same row of numbers. */
export interface Dice {
  /** At least 0, below 1. */
  unit(): number;
  /** Whole number, both ends included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<const T>(list: Some<T>): T;
  weighted<T>(choices: Some<readonly [T, number]>): T;
  /** Within -1 and 1, mostly near 0. */
  bell(): number;
}

type Key = readonly (number | string)[];

/**
 * Dice for one purpose. Key them by seed, account and purpose: then another account, or another use
 * of chance, changes nothing that was there before.
 */
export function dice(...key: Key): Dice {
  let state = hash(...key);
  const unit = () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1));
  return {
    unit,
    between,
    chance: (probability) => unit() < probability,
    pick: (list) => list[between(0, list.length - 1)] ?? list[0],
    weighted: (choices) => weighted(choices, unit()),
    // Three throws, not a logarithm: elementary arithmetic is the same on every machine.
    bell: () => ((unit() + unit() + unit()) * 2) / 3 - 1,
  };
}

/** 32-bit number that depends on every part of the key and on their order. */
export function hash(...key: Key): number {
  return key.reduce<number>((state, part) => {
    const code = typeof part === 'number' ? part : textCode(part);
    return mix(Math.imul(state, 31) + code + 0x9e3779b9);
  }, 0);
}

/** The n-th of points that fill 0 to 1 evenly however many there are. */
export function evenly(n: number, from = 0): number {
  return (from + n * 0.618033988749895) % 1;
}

function weighted<T>(choices: Some<readonly [T, number]>, unit: number): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = unit * total;
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return choices[0][0];
}

function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  return (x ^ (x >>> 16)) >>> 0;
}

function textCode(text: string): number {
  let code = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    code = Math.imul(code ^ text.charCodeAt(at), 0x01000193);
  }
  return code;
}
