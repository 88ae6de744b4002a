import fc from 'fast-check';
import { type AccountDraft, accountRows, someAccount } from './arbitrary/accounts.ts';
import { type SpendDraft, someSpend } from './arbitrary/dealings.ts';
import { dateText, seldom } from './arbitrary/moments.ts';
import type { NaiveOptions } from './options.ts';
import { periodOf } from './periods.ts';
import { addDays, addMonths, dayNumber } from './time.ts';
import { type Row, text, type World } from './world.ts';

export interface WorldShape {
  readonly minAccounts?: number;
  readonly maxAccounts?: number;
  /** Currencies beside the reporting one. */
  readonly currencies?: readonly string[];
  /** Leave out rates of days near the period's end. */
  readonly ratesMissing?: boolean;
  /** Leave out whole tables, other than accounts and subscription_periods. */
  readonly tablesMissing?: boolean;
  /** Mark some spans as deleted in their source. */
  readonly deletedSpans?: boolean;
}

const optionalTables = [
  'users',
  'events',
  'features',
  'onboarding_milestones',
  'trials',
  'contacts',
  'activities',
  'survey_responses',
  'tickets',
  'invoices',
  'contracts',
  'opportunities',
  'opportunity_history',
  'success_plans',
  'leads',
  'referrals',
  'referral_prompts',
  'mentions',
  'community_members',
  'advocacy_acts',
  'csm_time',
  'spend',
];

const baseRates: Readonly<Record<string, number>> = { USD: 0.9, GBP: 1.16, JPY: 0.006, EUR: 1.1 };

/** A rate a day, no two neighbours alike, from before the first to after the last day that may be asked for. */
function everyRate(period: NaiveOptions, currencies: readonly string[]): readonly Row[] {
  const first = dayNumber(addMonths(period.end, -15));
  const rates: Row[] = [];
  for (const currency of currencies) {
    const base = baseRates[currency] ?? 2;
    for (let day = first; day < dayNumber(period.next.end); day += 1) {
      const perUnit = (base * (100 + ((day * 7) % 13))) / 100;
      rates.push({
        rate_on: dateText(day),
        currency,
        reporting_per_unit: Number(perUnit.toFixed(6)),
      });
    }
  }
  return rates;
}

function spendRows(period: NaiveOptions, drafts: readonly SpendDraft[]): readonly Row[] {
  const line = { category: 'support', channel: 'always', currency: period.reportingCurrency };
  const always: Row = {
    ...line,
    spent_on: addDays(period.start, -3),
    covers_until: addDays(period.end, 4),
    amount_minor: 123_457,
  };
  return [
    always,
    ...drafts.map((draft, n) => ({
      spent_on: dateText(draft.day),
      covers_until: draft.days === null ? null : dateText(draft.day + draft.days),
      category: draft.category,
      channel: `channel-${n}`,
      amount_minor: draft.amount,
      currency: draft.currency,
    })),
  ];
}

const often = fc.constantFrom(true, true, true, false, null);
const seldomTrue = fc.constantFrom(true, false, false, null);

/** What a feature is; it may be all of it, or nothing that anybody knows. */
const someRoles: fc.Arbitrary<Row> = fc.record({
  is_core: often,
  is_key: often,
  is_critical: often,
  is_activation: often,
  is_top: seldomTrue,
  is_expansion: often,
});

interface WorldDraft {
  readonly accounts: readonly AccountDraft[];
  readonly features: readonly Row[];
  readonly flow: 'main' | 'any' | null;
  readonly spend: readonly SpendDraft[];
  readonly withoutTables: readonly string[];
  readonly withoutRates: readonly number[];
  readonly deleted: readonly (string | null)[];
}

function worldFrom(draft: WorldDraft, period: NaiveOptions, currencies: readonly string[]): World {
  const ids = draft.accounts.map((_, n) => `a${n}`);
  const features = draft.features.map((_, n) => `f${n}`);
  const world: Record<string, readonly Row[]> = {
    accounts: [],
    subscription_periods: [],
    ...Object.fromEntries(optionalTables.map((table) => [table, []])),
    features: draft.features.map((roles, n) => ({
      feature_id: `f${n}`,
      name: `Feature ${n}`,
      ...roles,
    })),
    spend: spendRows(period, draft.spend),
    fx_rates: everyRate(period, currencies).filter(
      (row) =>
        !draft.withoutRates.some((back) => addDays(period.end, -back) === text(row, 'rate_on')),
    ),
  };
  const { timeZone } = period;
  draft.accounts.forEach((account, index) => {
    const own = accountRows(account, index, {
      ids,
      features,
      flow: draft.flow,
      timeZone,
    });
    for (const [table, rows] of Object.entries(own)) {
      world[table] = [...(world[table] ?? []), ...rows];
    }
  });
  world.subscription_periods = (world.subscription_periods ?? []).map((row, n) => {
    const deletedAt = draft.deleted[n] ?? null;
    return deletedAt === null
      ? row
      : { ...row, is_deleted: true, source_updated_at: `${deletedAt}T12:00:00Z` };
  });
  for (const table of draft.withoutTables) delete world[table];
  return world;
}

/** Small worlds around a period, with its borders hit often; every row is valid and every key unique. */
export function someWorld(period: NaiveOptions, shape: WorldShape = {}): fc.Arbitrary<World> {
  const { minAccounts = 2, maxAccounts = 12, currencies = ['USD', 'JPY'] } = shape;
  const none = fc.constant([]);
  return fc
    .record<WorldDraft>({
      accounts: fc.array(someAccount(period, currencies), {
        minLength: minAccounts,
        maxLength: maxAccounts,
        size: 'max',
      }),
      features: fc.array(someRoles, { minLength: 1, maxLength: 5 }),
      flow: fc.constantFrom('main', 'main', 'any', null),
      spend: fc.array(someSpend(period, currencies), { maxLength: 4 }),
      withoutTables: shape.tablesMissing
        ? fc.oneof(none, fc.subarray(optionalTables, { maxLength: 4 }))
        : none,
      withoutRates: shape.ratesMissing ? fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) : none,
      deleted: shape.deletedSpans
        ? fc.array(
            seldom(fc.integer({ min: -40, max: 40 }).map((days) => addDays(period.end, days))),
            { maxLength: 30 },
          )
        : none,
    })
    .map((draft) => worldFrom(draft, period, currencies));
}

const labels = [
  '2026-10',
  '2026-03',
  '2024-02',
  '2026-02',
  '2026-01',
  '2026-W45',
  '2026-W53',
  '2026-W13',
  '2026-W01',
  '2026-Q3',
  '2026-Q4',
  '2026-Q1',
];
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'America/Santiago',
];

/** A period of any edition in any zone. */
export const somePeriod: fc.Arbitrary<NaiveOptions> = fc
  .tuple(fc.constantFrom(...labels), fc.constantFrom(...zones))
  .map(([label, timeZone]) => periodOf(label, { timeZone }));

/** A period and a world around it. */
export function someCase(
  shape: WorldShape = {},
): fc.Arbitrary<{ readonly period: NaiveOptions; readonly world: World }> {
  return somePeriod.chain((period) => someWorld(period, shape).map((world) => ({ period, world })));
}

export { worldToDrop } from './drop.ts';
