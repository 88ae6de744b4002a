import type { Face, VendorAnswer, VendorRequest } from '../../test/exports/vendors/server.ts';

/** A vendor with so many records of one kind that none of them is kept: each is made when it is asked for. */
export interface Generated extends Face {
  readonly secret: (address: string) => unknown;
  /** JSON of `exports.<source>` in the settings. */
  readonly options?: object;
}

/** Answers for what is made; null leaves the request to the vendor's stand-in, which has the few other records. */
export type Making = (request: VendorRequest) => VendorAnswer | null;

export const generated = (
  making: Making,
  rest: Face,
  others: Omit<Generated, 'handle'>,
): Generated => ({
  ...others,
  handle: (request) => making(request) ?? rest.handle(request),
});

/** The same number below `below` for the same two numbers. */
export function drawn(index: number, salt: number, below: number): number {
  let hash = Math.imul(index ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(salt + 1, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2f);
  return ((hash ^ (hash >>> 13)) >>> 0) % below;
}

export const oneOf = <Value>(values: readonly Value[], index: number, salt: number): Value => {
  const value = values[drawn(index, salt, values.length)];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
};

/** An instant of the three years before November 2026, whole seconds. */
export const instantOf = (index: number, salt: number, seconds = 94_000_000): string =>
  `${new Date(Date.UTC(2023, 10, 1) + drawn(index, salt, seconds) * 1000).toISOString().slice(0, 19)}Z`;

/** Indexes of a page that begins at one, in a list of so many. */
export const indexes = (from: number, size: number, all: number): readonly number[] =>
  Array.from({ length: Math.max(0, Math.min(size, all - from)) }, (_, nth) => from + nth);
