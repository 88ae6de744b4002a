import { z } from 'zod';
import { figure, prose, said, tone } from './prose.ts';

/** Sections beside the metrics: why they moved, what to tell the team, and what to think about. */

/** What explains the change of one KPI; the rows and the others add up to the total, also as printed. */
export const attribution = z.strictObject({
  kpi: z.string(),
  label: said,
  /** The change and what explains most of it, one sentence. */
  claim: prose,
  /** How the base is cut, e.g. `segment`. */
  by: said,
  /** At most three, the one that did most in the direction of the change first. */
  rows: z.array(z.strictObject({ name: said, detail: prose.nullable(), effect: figure, tone })),
  /** What is left; of no part where it is what rounding lost. */
  others: z.strictObject({ parts: z.int(), effect: figure, tone }).nullable(),
  total: figure,
});
export type Attribution = z.infer<typeof attribution>;

export const attributions = z.strictObject({ title: prose, kpis: z.array(attribution) });

/** One KPI in turn, told in full. */
export const spotlight = z.strictObject({
  kpi: z.string(),
  label: z.string(),
  /** The question that it answers. */
  title: prose,
  meaning: said,
  /** How it stands against its history and target. */
  standing: prose,
  why: prose.nullable(),
  /** Who could do something about it. */
  who: prose,
});

/** Something that happened to an account. */
const event = z.strictObject({ on: z.iso.date(), what: prose });

/** The account that moved most for the better. */
export const story = z.strictObject({
  account_id: z.string(),
  name: z.string(),
  title: prose,
  events: z.array(event),
});

const postMortem = z.strictObject({
  account_id: z.string(),
  name: z.string(),
  csm: z.string().nullable(),
  /** What it paid last. */
  mrr: figure.nullable(),
  /** The reason on record, with the customer's own words where there are some. */
  reason: prose,
  /** Scores at the cut-offs before the end, in one sentence; null where there was none. */
  scores: prose.nullable(),
  events: z.array(event),
  /** Which rules had asked for action, and which of our signals stayed silent. */
  seen: prose.nullable(),
  unseen: prose.nullable(),
});
export type PostMortem = z.infer<typeof postMortem>;

export const postMortems = z.strictObject({
  title: prose,
  accounts: z.array(postMortem),
  /** Lost accounts that are not told, and why. */
  rest: prose.nullable(),
});

export const kpiReview = z.strictObject({
  title: prose,
  rows: z.array(
    z.strictObject({
      kpi: z.string(),
      label: z.string(),
      proposal: z.enum(['drop', 'add', 'retarget']),
      reason: prose,
    }),
  ),
  /** What is proposed and not shown. */
  rest: prose.nullable(),
});
export type KpiReview = z.infer<typeof kpiReview>;

/** Shares in per cent; null where the period before is not known. */
export const maturity = z.strictObject({
  title: prose,
  rows: z.array(
    z.strictObject({
      label: z.string(),
      meaning: prose,
      now: figure,
      before: figure.nullable(),
    }),
  ),
});
