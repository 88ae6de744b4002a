import { z } from 'zod';
import { followUp, trackRecord } from './action_sections.ts';
import { scatter } from './chart_sections.ts';
import { figure, prose, said, tone } from './prose.ts';
import {
  attributions,
  kpiReview,
  maturity,
  postMortems,
  spotlight,
  story,
} from './special_sections.ts';

export type { Figure, Prose, Said, Tone } from './prose.ts';

export const tile = z.strictObject({
  kpi: z.string(),
  label: z.string(),
  /** `period`, or the named window, which is part of the label. */
  window: z.string(),
  status: z.enum(['measured', 'not_measurable', 'no_data_source']),
  /** Null unless measured; then `reason` says why. */
  value: figure.nullable(),
  reason: said.nullable(),
  change: z
    .strictObject({
      /** Points for percentages and scores, its own unit or relative % for everything else. */
      by: figure,
      tone,
      direction: z.enum(['up', 'down', 'flat']),
      /** False: within its usual range, so it is not called a change. */
      unusual: z.boolean(),
      /** Period compared with, e.g. `2026-09`. */
      against: z.string(),
    })
    .nullable(),
  target: z.strictObject({ value: figure, met: z.boolean() }).nullable(),
  /** Oldest first, up to 13, the last is this period; null where not measured. */
  trend: z.array(z.number().nullable()),
  /** n = 4, too few to judge: colours nothing. */
  judged: z.boolean(),
  sample: z.number().nullable(),
  interval: z.strictObject({ low: figure, high: figure }).nullable(),
  /** Of a duration: nine of ten took at most so long. */
  p90: figure.nullable(),
  /** Members whose time is not up yet; they are in no rate. */
  pending: z.int().nullable(),
  /** Recurring revenue of what is counted. */
  amount: figure.nullable(),
});
export type Tile = z.infer<typeof tile>;

export const bridge = z.strictObject({
  title: prose,
  currency: z.string(),
  opening: z.number(),
  closing: z.number(),
  /** In order; gains positive, losses negative; opening plus all of them is closing. */
  lines: z.array(z.strictObject({ label: z.string(), amount: z.number(), tone })),
  note: prose.nullable(),
});

export const cohorts = z.strictObject({
  title: prose,
  /** Months since the first payment: 0, 1, 2, … */
  rows: z.array(
    z.strictObject({
      cohort: z.string(),
      size: z.int(),
      /** Retained share 0–100 by month since first payment; null where the month is not over. */
      retained: z.array(z.number().nullable()),
    }),
  ),
});

export const distribution = z.strictObject({
  title: prose,
  bands: z.array(
    z.strictObject({
      label: z.string(),
      tone: z.enum(['good', 'warning', 'bad', 'neutral']),
      accounts: z.int(),
      mrr: figure.nullable(),
    }),
  ),
});

export const accountCard = z.strictObject({
  account_id: z.string(),
  name: z.string(),
  csm: z.string().nullable(),
  mrr: figure.nullable(),
  /** The score that put the account on this list. */
  score: figure.nullable(),
  score_label: z.string(),
  tone,
  /** Why it is here, the strongest reason first. */
  reasons: z.array(prose),
});
export type AccountCard = z.infer<typeof accountCard>;

export const accountList = z.strictObject({
  title: prose,
  accounts: z.array(accountCard),
  /** Accounts that qualify and are not shown; they are in accounts.csv. */
  more: z.int(),
});

export const action = z.strictObject({
  /** Of the playbook, whom it is about and since when: the same in every run while it is asked for. */
  id: z.string(),
  playbook: z.string(),
  title: said,
  owner: z.string(),
  due_on: z.iso.date(),
  account_id: z.string().nullable(),
  account: z.string().nullable(),
  mrr: figure.nullable(),
  reason: prose,
  play: said,
  /** KPI that should move, by its label and by its id. */
  moves: z.string(),
  moves_kpi: z.string(),
  kind: z.enum(['risk', 'growth', 'advocacy']),
  /** What the rules looked at: account facts and KPIs by name, as found. */
  found: z.array(z.strictObject({ name: z.string(), is: z.string(), value: z.number() })),
  /** Asked for now; false: the owner has enough to do, and it waits in actions.csv. */
  given: z.boolean(),
  /** Null where the data does not say since when, as of a cancellation. */
  streak: z
    .strictObject({
      /** Periods in a row that asked for it, this one included; never more than the trend holds. */
      periods: z.int(),
      /** Cut-off that asked for it first. */
      since: z.iso.date(),
      /** Label of that period; null where the trend does not reach back to the first. */
      first_period: z.string().nullable(),
    })
    .nullable(),
  /** That it was asked for before, in words; null where it is new. */
  again: prose.nullable(),
});
export type Action = z.infer<typeof action>;

/** What made a KPI move: the accounts or segments that explain most of the change. */
export const mover = z.strictObject({
  name: z.string(),
  what: said,
  amount: figure,
  tone,
});

export const report = z.strictObject({
  schema: z.literal(1),
  edition: z.enum(['weekly', 'monthly', 'quarterly']),
  company: z.string(),
  period: z.strictObject({
    label: z.string(),
    start: z.iso.date(),
    /** Exclusive. */
    end: z.iso.date(),
    time_zone: z.string(),
    previous: z.string(),
    last_year: z.string().nullable(),
  }),
  /** Null: whole company. Else the words for the part that the reader sees, e.g. `csm: Dana Reyes`. */
  scope: z.string().nullable(),
  as_of: z.enum(['original', 'latest']),
  snapshot: z.iso.date(),
  currency: z.string().nullable(),
  subject: prose,
  preheader: prose,
  /** The conclusion, one sentence. */
  headline: prose,
  summary: z.array(prose),
  tiles: z.array(tile),
  /** Why headline KPIs moved; null where none did that can be explained. */
  attributions: attributions.nullable(),
  /** Of the weekly edition, null in the others. */
  spotlight: spotlight.nullable(),
  story: story.nullable(),
  movers: z.strictObject({ title: prose, rows: z.array(mover) }).nullable(),
  bridge: bridge.nullable(),
  cohorts: cohorts.nullable(),
  health: distribution.nullable(),
  /** Of the monthly and quarterly editions; null where MRR has no one currency. */
  scatter: scatter.nullable(),
  risks: accountList,
  expansions: accountList,
  actions: z.strictObject({
    title: prose,
    rows: z.array(action),
    /** Further ones that are asked for now. */
    more: z.int(),
    /** Those that wait because their owner has enough to do. */
    waiting: z.int(),
  }),
  /** Null where the report before gave none. */
  follow_up: followUp.nullable(),
  /** Of the churn-risk score; null in the weekly edition. */
  track_record: trackRecord.nullable(),
  /** Of the monthly and quarterly editions; null where nobody was lost. */
  post_mortems: postMortems.nullable(),
  wins: z.strictObject({ title: prose, rows: z.array(prose) }),
  /** Both of the quarterly edition, for readers of the whole company. */
  kpi_review: kpiReview.nullable(),
  maturity: maturity.nullable(),
  quality: z.strictObject({
    title: prose,
    notes: z.array(prose),
    unmeasured: z.array(
      z.strictObject({
        kpi: z.string(),
        label: z.string(),
        status: z.string(),
        reason: said,
      }),
    ),
    /** What changed since the first report of this period; empty for that first one. */
    restated: z.array(
      z.strictObject({
        label: said,
        was: figure.nullable(),
        is: figure.nullable(),
      }),
    ),
  }),
  definitions: z.array(
    z.strictObject({
      kpi: z.string(),
      label: z.string(),
      definition: said,
      formula: z.string(),
      /** What the value shown is made of; null where it is no share or quotient, or not shown. */
      made: z.strictObject({ numerator: z.number(), denominator: z.number() }).nullable(),
    }),
  ),
});
export type Report = z.infer<typeof report>;
