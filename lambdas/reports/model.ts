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

const tone = z.enum(['good', 'bad', 'neutral']);
export type Tone = z.infer<typeof tone>;

export const tile = z.strictObject({
  kpi: z.string(),
  label: z.string(),
  /** `period`, or the named window, which is part of the label. */
  window: z.string(),
  status: z.enum(['measured', 'not_measurable', 'no_data_source']),
  /** Null unless measured; then `reason` says why. */
  value: figure.nullable(),
  reason: z.string().nullable(),
  change: z
    .strictObject({
      /** Points for percentages and scores, relative % for everything else. */
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
  playbook: z.string(),
  title: z.string(),
  owner: z.string(),
  due_on: z.iso.date(),
  account_id: z.string().nullable(),
  account: z.string().nullable(),
  mrr: figure.nullable(),
  reason: prose,
  play: z.string(),
  /** KPI that should move, by its label. */
  moves: z.string(),
  kind: z.enum(['risk', 'growth']),
});
export type Action = z.infer<typeof action>;

/** What made a KPI move: the accounts or segments that explain most of the change. */
export const mover = z.strictObject({
  name: z.string(),
  what: z.string(),
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
  movers: z.strictObject({ title: prose, rows: z.array(mover) }).nullable(),
  bridge: bridge.nullable(),
  cohorts: cohorts.nullable(),
  health: distribution.nullable(),
  risks: accountList,
  expansions: accountList,
  actions: z.strictObject({
    title: prose,
    rows: z.array(action),
    more: z.int(),
  }),
  wins: z.strictObject({ title: prose, rows: z.array(prose) }),
  quality: z.strictObject({
    title: prose,
    notes: z.array(prose),
    unmeasured: z.array(
      z.strictObject({
        kpi: z.string(),
        label: z.string(),
        status: z.string(),
        reason: z.string(),
      }),
    ),
    /** What changed since the first report of this period; empty for that first one. */
    restated: z.array(
      z.strictObject({
        label: z.string(),
        was: figure.nullable(),
        is: figure.nullable(),
      }),
    ),
  }),
  definitions: z.array(
    z.strictObject({
      kpi: z.string(),
      label: z.string(),
      definition: z.string(),
      formula: z.string(),
    }),
  ),
});
export type Report = z.infer<typeof report>;
