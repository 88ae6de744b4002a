import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../ports.ts';

/** The machine's clock. */
export const machineClock: Clock = {
  now: () => new Date().toISOString(),
  sleep: (milliseconds) => setTimeout(milliseconds),
};
