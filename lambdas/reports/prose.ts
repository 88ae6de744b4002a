import { z } from 'zod';

/** A number with what it counts; formatted for the reader by rendering and nowhere else. */
export const figure = z.strictObject({
  value: z.number(),
  /** Unit as in the KPI catalogue: %, count, money/month, days, hours, score 0-100, ratio, … */
  unit: z.string(),
  /** ISO 4217, for money only. Money is in major units. */
  currency: z.string().optional(),
  /** Print a plus sign before gains. */
  signed: z.boolean().optional(),
});
export type Figure = z.infer<typeof figure>;

/** Words, with every number and date as data: no number stands in prose that the model does not hold. */
export const prose = z.array(
  z.union([
    z.string(),
    z.strictObject({ figure }),
    z.strictObject({ date: z.iso.date() }),
    /** Label of a period, written as the reader's locale names it. */
    z.strictObject({ period: z.string() }),
  ]),
);
export type Prose = z.infer<typeof prose>;

export const tone = z.enum(['good', 'bad', 'neutral']);
export type Tone = z.infer<typeof tone>;
