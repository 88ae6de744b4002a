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

/** One thing that is said. */
type Piece =
  /** A name or other words of the data, which no language translates. */
  | string
  | { figure: Figure }
  | { date: string }
  /** Label of a period, written as the reader's locale names it. */
  | { period: string }
  /**
   * An English message, which the reader's language translates: `{0}` is the first of `with`, `{1:is|are}` the
   * form that the number in the second asks for.
   */
  | { words: string; with: Piece[][] }
  /** The same with a capital, where the reader's script has capitals. */
  | { capital: Piece[] }
  /** The same as a whole sentence: a capital, and a full stop unless it has one. */
  | { sentence: Piece[] };

/** What is said, with every number and date as data: no number stands in prose that the model does not hold. */
export type Prose = Piece[];

export const prose: z.ZodType<Prose> = z.lazy(() => z.array(piece));

const piece: z.ZodType<Piece> = z.union([
  z.string(),
  z.strictObject({ figure }),
  z.strictObject({ date: z.iso.date() }),
  z.strictObject({ period: z.string() }),
  z.strictObject({ words: z.string(), with: z.array(prose) }),
  z.strictObject({ capital: prose }),
  z.strictObject({ sentence: prose }),
]);

/** A text of ours: prose, or a fixed English one that stands in a catalogue, which languages translate whole. */
export const said = z.union([z.string(), prose]);
export type Said = z.infer<typeof said>;

export const tone = z.enum(['good', 'bad', 'neutral']);
export type Tone = z.infer<typeof tone>;
