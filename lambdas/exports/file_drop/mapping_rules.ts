import { z } from 'zod';
import { periods } from '../../tables/money.ts';
import { type Conditions, conditions } from './conditions.ts';
import { readingShape } from './mapping_reading.ts';

const columnName = z.string().min(1, { error: 'name a column of the file' });
const value = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: 'write a text, a number, true, false or null',
});
const period = z.enum(periods, { error: `state one of ${periods.join(', ')}` });

const from = z.strictObject({
  from: columnName,
  /** What the export's words mean in ours. */
  values: z.record(z.string(), value).optional(),
  /** For every filled cell that `values` does not name. */
  default: value.optional(),
  ...readingShape,
});

const money = z.strictObject({
  /** Amount in major units, e.g. 19.99. */
  from: columnName,
  /** Column that holds the currency, or the one of all rows. */
  currency: z.union([columnName, z.strictObject({ constant: z.string() })], {
    error: 'name the column of the currency, or write {"constant": "USD"}',
  }),
  /** Span that a recurring amount pays for; MRR is the share of a month. */
  per: z
    .union([period, z.strictObject({ from: columnName, values: z.record(z.string(), period) })], {
      error: `state one of ${periods.join(', ')}, or {"from": a column, "values": {its word: one of them}}`,
    })
    .optional(),
  decimal_comma: z.boolean().optional(),
});

const lookup = z.strictObject({
  /** File of the drop to look into. */
  file: z.string().min(1),
  /** Column of this row that is looked up. */
  from: columnName,
  /** Column of that file that must equal it; `from` unless stated. */
  key: columnName.optional(),
  /** Column of that file whose cell is taken. */
  take: columnName,
});

const amount = z.union([columnName, z.number()], { error: 'name a column or write a number' });
const units = ['seconds', 'minutes', 'hours', 'days'] as const;
const plus = z
  .strictObject({
    from: columnName,
    ...{ seconds: amount.optional(), minutes: amount.optional() },
    ...{ hours: amount.optional(), days: amount.optional() },
    ...readingShape,
  })
  .refine((stated) => units.filter((unit) => stated[unit] !== undefined).length === 1, {
    error: `state exactly one of ${units.join(', ')}`,
  });

export type From = z.infer<typeof from>;
export type Money = z.infer<typeof money>;
export type Lookup = z.infer<typeof lookup>;
export type Plus = z.infer<typeof plus>;
export type When = { when: Conditions; gives: Rule; otherwise?: Rule | undefined };
export type Rule =
  | From
  | { constant: z.infer<typeof value> }
  | { concat: string[]; separator: string }
  | { lookup: Lookup }
  | { money: Money }
  | { plus: Plus }
  | When
  | { unknown: true };

const kinds = {
  from,
  constant: z.strictObject({ constant: value }),
  concat: z.strictObject({
    concat: z.array(columnName).min(1),
    separator: z.string().default('-'),
  }),
  lookup: z.strictObject({ lookup }),
  money: z.strictObject({ money }),
  plus: z.strictObject({ plus }),
  when: z.strictObject({
    when: conditions,
    gives: z.lazy(() => rule),
    otherwise: z.lazy(() => rule).optional(),
  }),
  unknown: z.strictObject({ unknown: z.literal(true) }),
};

/** How a canonical column is filled. A bare text is the source column that it is renamed from. */
export const rule: z.ZodType<Rule> = z.unknown().transform((stated, context): Rule => {
  const written = typeof stated === 'string' ? { from: stated } : stated;
  const keys = typeof written === 'object' && written !== null ? Object.keys(written) : [];
  const found = Object.entries(kinds).filter(([kind]) => keys.includes(kind));
  const parsed = found.length === 1 ? found[0]?.[1].safeParse(written) : undefined;
  if (parsed?.success) return parsed.data;
  // One kind is chosen by its key, so that an error speaks of that kind and not of all eight.
  const message = `name a column of the file, or write exactly one of ${Object.keys(kinds).join(', ')}`;
  const issues = parsed?.error.issues ?? [{ path: [], message }];
  for (const issue of issues)
    context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
  return z.NEVER;
});
