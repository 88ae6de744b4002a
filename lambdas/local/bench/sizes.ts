import { dayOf } from '../demo/time.ts';

/** How much a made-up company has; the figures are of twelve months. */
export interface Size {
  readonly name: SizeName;
  readonly accounts: number;
  /** Multiplies the demo's events of a session, in hundredths. */
  readonly volumePercent: number;
}

/** XS is for tests: it is made in a second. */
export const sizeNames = ['XS', 'S', 'M', 'L'] as const;
export type SizeName = (typeof sizeNames)[number];

export const sizes: Readonly<Record<SizeName, Size>> = {
  XS: { name: 'XS', accounts: 40, volumePercent: 60 },
  /** 1 million events. */
  S: { name: 'S', accounts: 300, volumePercent: 195 },
  /** 10 million events. */
  M: { name: 'M', accounts: 3000, volumePercent: 195 },
  /** 100 million events. */
  L: { name: 'L', accounts: 20_000, volumePercent: 345 },
};

/** A Monday: the week before it is the one that is reported. */
export const horizon = dayOf('2026-11-02');
/** Seats and users of each account against the demo's, so that L has 400,000 users. */
export const userVolume = 2.5;
