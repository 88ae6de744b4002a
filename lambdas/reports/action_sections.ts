import { z } from 'zod';
import { figure, prose, said } from './prose.ts';

/** What became of an action that the report before this one gave. */
export const outcome = z.strictObject({
  playbook: z.string(),
  title: said,
  owner: z.string(),
  /** The account, or the KPI where no account is concerned. */
  name: said,
  /** Name of the number that should move. */
  number: z.string(),
  was: prose,
  is: prose,
  became: z.enum(['settled', 'better', 'unchanged', 'worse', 'unknown']),
});
export type Outcome = z.infer<typeof outcome>;

export const followUp = z.strictObject({
  title: prose,
  note: prose.nullable(),
  /** Of those that moved the few that tell most; the title and the note count all. */
  rows: z.array(outcome),
});

/** How often accounts left that a score had rated so. */
const rated = z.strictObject({
  label: z.string(),
  ratings: figure,
  lost: figure,
  share: figure.nullable(),
  low: figure.nullable(),
  high: figure.nullable(),
});

/** How a score has done on this company's own history. */
export const trackRecord = z.strictObject({
  title: prose,
  sentences: z.array(prose),
  /** Empty where there were too few losses to judge. */
  bands: z.array(rated),
  note: prose.nullable(),
});
