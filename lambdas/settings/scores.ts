import { z } from 'zod';

const signal = z.strictObject({
  weight: z.number().min(0).optional(),
  /** Value of the signal that gives 0 points. */
  zero: z.number().optional(),
  /** Value that gives 100 points. */
  hundred: z.number().optional(),
});

/** Weights and bounds that replace the defaults, by score and signal; a weight of 0 removes the signal. */
export const scoreOverrides = z.record(z.string(), z.record(z.string(), signal)).default({});
export type ScoreOverrides = z.infer<typeof scoreOverrides>;
