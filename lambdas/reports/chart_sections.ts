import { z } from 'zod';
import { figure } from './prose.ts';

/** Sections that are drawn: data alone, since what they say is said of the drawing. */

export const tier = z.enum(['green', 'amber', 'red']);

/** Customers by health and MRR; major units of the report's currency. */
export const scatter = z.strictObject({
  /** Most MRR first; no more than a drawing can tell apart. */
  points: z.array(z.strictObject({ health: z.number(), mrr: z.number().positive(), tier })),
  /** All that could be placed, drawn or not. */
  tiers: z.array(z.strictObject({ tier, accounts: z.int(), mrr: figure })),
  /** The ten largest, and how many of them are of each tier. */
  largest: z.strictObject({ accounts: z.int(), green: z.int(), amber: z.int(), red: z.int() }),
  /** The few that matter most, each with its place among the points. */
  notable: z.array(
    z.strictObject({ name: z.string(), health: figure, mrr: figure, point: z.int(), tier }),
  ),
  /** Placed and too small to be drawn among so many. */
  undrawn: z.int(),
  /** Customers without a health score or without MRR. */
  unplaced: z.int(),
});
export type Scatter = z.infer<typeof scatter>;
