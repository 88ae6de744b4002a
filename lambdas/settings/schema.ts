import { z } from 'zod';
import { definitions } from './definitions.ts';
import { dimension } from './dimensions.ts';
import { exportSettings } from './exports.ts';
import { gates } from './gates.ts';
import { playbook } from './playbooks.ts';
import { scoreOverrides } from './scores.ts';

export const editionNames = ['weekly', 'monthly', 'quarterly'] as const;
export const editionName = z.enum(editionNames);
export type EditionName = z.infer<typeof editionName>;

/** A KPI, or a KPI over a named window: `net_revenue_retention@trailing_12_months`. */
export const kpiReference = z.string().regex(/^[a-z0-9_]+(@[a-z0-9_]+)?$/, {
  error:
    'write a KPI id from the README, or id@window, e.g. net_revenue_retention@trailing_12_months',
});

/** ISO 4217 code. */
const currency = z.string().regex(/^[A-Z]{3}$/, {
  error: 'write a currency as three capitals, e.g. EUR',
});

/** Part of the customer base: every named dimension must match one of its values. */
export const scope = z.partialRecord(dimension, z.array(z.string()).min(1));
export type Scope = z.infer<typeof scope>;

export const reader = z.strictObject({
  email: z.email(),
  name: z.string().min(1),
  editions: z.array(editionName).min(1),
  /** Absent: the whole company. A CSM's book of business is `{"csm": ["Name"]}`. */
  scope: scope.optional(),
  /** BCP 47 tag of a file in `templates/languages/`, or `en`. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, { error: 'not a language, e.g. en or de' })
    .default('en'),
  /** BCP 47 tag that numbers, money and dates are written in. */
  locale: z
    .string()
    .default('en-GB')
    .refine(isLocale, { error: 'not a locale, e.g. en-GB or de-DE' }),
});
export type Reader = z.infer<typeof reader>;

const edition = z.strictObject({
  /** At most 12, in the order shown; by default leading and lagging ones in balance. */
  headlines: z.array(kpiReference).min(1).max(12),
  /** How many accounts each list shows; the rest is in accounts.csv. */
  list_length: z.int().min(1).max(50).default(5),
});

const target = z.union([z.number(), z.partialRecord(editionName, z.number())]);

export const settings = z.strictObject({
  company: z.string().min(1).default('Your company'),
  /** Absent: the only currency of the data; with several currencies it must be said. */
  reporting_currency: currency.optional(),
  time_zone: z
    .string()
    .default('UTC')
    .refine(isTimeZone, { error: 'not an IANA time zone, e.g. Europe/Berlin' }),
  fiscal_year: z
    .strictObject({
      starts_in_month: z.int().min(1).max(12).default(1),
      /** Which calendar year a fiscal year is named for: that of its first or of its last month. */
      named_for: z.enum(['first_month', 'last_month']).default('last_month'),
    })
    .prefault({}),
  editions: z
    .strictObject({
      weekly: edition.prefault({
        headlines: [
          'mrr',
          'net_new_mrr',
          'expansion_revenue',
          'churned_mrr',
          'customer_health_score',
          'churn_risk_score',
          'at_risk_customers',
          'scheduled_churn_mrr',
          'customer_satisfaction_score',
          'support_ticket_volume',
          'stuck_customers',
          'wau',
        ],
        // It is worked through, and has room.
        list_length: 8,
      }),
      monthly: edition.prefault({
        headlines: [
          'mrr',
          'net_new_mrr',
          'net_revenue_retention@trailing_12_months',
          'gross_revenue_retention@trailing_12_months',
          'customer_churn_rate',
          'customer_health_score',
          'at_risk_customers',
          'net_promoter_score',
          'onboarding_completion_rate',
          'license_utilization',
        ],
      }),
      quarterly: edition.prefault({
        headlines: [
          'arr',
          'net_revenue_retention@trailing_12_months',
          'gross_revenue_retention@trailing_12_months',
          'customer_retention_rate@trailing_12_months',
          'customer_downgrade_rate',
          'yoy_growth',
          'check_in_impact_score',
          'qbr_engagement_rate',
          'net_promoter_score',
          'customer_health_score',
        ],
        list_length: 3,
      }),
    })
    .prefault({}),
  readers: z.array(reader).default([
    {
      email: 'team@example.com',
      name: 'Customer success team',
      editions: [...editionNames],
      language: 'en',
      locale: 'en-GB',
    },
  ]),
  targets: z.record(kpiReference, target).default({}),
  /** Overrides the roles in the features table. */
  feature_roles: z
    .partialRecord(
      z.enum(['core', 'key', 'critical', 'activation', 'top', 'expansion']),
      z.array(z.string()),
    )
    .default({}),
  definitions,
  scores: scoreOverrides,
  playbooks: z.array(playbook).optional(),
  /** How much one owner is asked to do at once; what has less revenue at stake waits in actions.csv. */
  actions_per_owner: z.int().min(1).max(50).default(5),
  /** MRR from which a lost account gets a post-mortem; absent: the median of those lost in the period. */
  post_mortem_from_mrr: z.number().min(0).optional(),
  gates,
  exports: exportSettings.prefault({}),
});
export type Settings = z.infer<typeof settings>;

function isTimeZone(zone: string): boolean {
  return accepts(() => new Intl.DateTimeFormat('en', { timeZone: zone }));
}

function isLocale(tag: string): boolean {
  return accepts(() => new Intl.NumberFormat(tag));
}

function accepts(construct: () => unknown): boolean {
  try {
    construct();
    return true;
  } catch {
    return false;
  }
}
