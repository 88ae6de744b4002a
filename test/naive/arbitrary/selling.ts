import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { day, dayNumber } from '../time.ts';
import type { Row } from '../world.ts';
import {
  dateText,
  instantText,
  later,
  maybe,
  ownOrLater,
  seldom,
  someBorder,
  someDay,
  someDelay,
  someDelayNear,
  someDelayOrEarlier,
  someInstant,
  someStart,
} from './moments.ts';

/** A lead; the account that it became is its own, another or none. */
export function someLead(period: NaiveOptions) {
  const ownTime = seldom(someDelayOrEarlier, 2);
  return fc.record({
    createdAt: someStart(period, 90),
    mqlAt: maybe(someInstant(period), 1),
    sqlAt: maybe(someInstant(period), 1),
    pqlAfter: maybe(someDelayOrEarlier, 2),
    contactedAfter: ownTime,
    respondedAfter: ownTime,
    metAfter: ownTime,
    convertedAfter: maybe(someDelayNear(90)),
    becomes: maybe(fc.nat({ max: 11 }), 4),
  });
}

const someChange = (period: NaiveOptions) =>
  fc.record({
    at: someInstant(period),
    // 'same' as that of the deal
    amount: maybe(fc.oneof(fc.constant('same'), fc.integer({ min: 0, max: 300_000 })), 5),
    closesOn: maybe(someDay(period), 6),
    category: fc.constantFrom('commit', 'best_case', 'omitted', null),
  });

/** What was recorded of a deal around the period's first instant: to be closed in the period, or nearly. */
const someForecast = (period: NaiveOptions) =>
  fc.record({
    at: someBorder(period, [period.start]),
    amount: fc.constant('same'),
    closesOn: fc.integer({ min: dayNumber(period.start) - 1, max: dayNumber(period.end) }),
    category: fc.constantFrom('commit', null),
  });

export function someOpportunity(period: NaiveOptions, currencies: readonly string[]) {
  return fc.record({
    type: fc.constantFrom('upsell', 'cross_sell', 'renewal', 'new_business'),
    namesAccount: fc.constantFrom(true, true, true, true, false),
    createdAt: someInstant(period),
    closedAfter: maybe(someDelay, 1),
    closedAt: maybe(someInstant(period), 1),
    isWon: fc.constantFrom(true, true, true, false, null),
    amount: maybe(fc.integer({ min: 0, max: 300_000 }), 4),
    currency: fc.constantFrom(period.reportingCurrency, ...currencies),
    referral: maybe(fc.nat({ max: 2 }), 2),
    isStrategic: fc.constantFrom(true, true, false, null),
    changes: fc.array(someChange(period), { maxLength: 2 }),
    forecast: seldom(someForecast(period), 1),
  });
}

export function somePlan(period: NaiveOptions, currencies: readonly string[]) {
  return fc.record({
    achievedAt: maybe(someInstant(period), 5),
    benefit: maybe(fc.integer({ min: 0, max: 800_000 }), 5),
    cost: maybe(fc.integer({ min: 0, max: 200_000 }), 5),
    currency: fc.constantFrom(period.reportingCurrency, ...currencies),
  });
}

type Made<T> = T extends (...all: never[]) => fc.Arbitrary<infer D> ? D : never;
export type LeadDraft = Made<typeof someLead>;
export type OpportunityDraft = Made<typeof someOpportunity>;
export type PlanDraft = Made<typeof somePlan>;

function leadRows(account: string, leads: readonly LeadDraft[], ids: readonly string[]) {
  return leads.map((lead, n) => ({
    lead_id: `${account}-l${n}`,
    created_at: instantText(lead.createdAt),
    mql_at: later(lead.mqlAt, 0),
    sql_at: later(lead.sqlAt, 0),
    pql_at: later(lead.createdAt, lead.pqlAfter),
    first_contacted_at: later(lead.createdAt, lead.contactedAfter),
    first_response_at: later(lead.createdAt, lead.respondedAfter),
    first_meeting_at: later(lead.createdAt, lead.metAfter),
    converted_at: later(lead.createdAt, lead.convertedAfter),
    converted_account_id:
      lead.convertedAfter === null || lead.becomes === null
        ? null
        : (ids[lead.becomes % ids.length] ?? null),
  }));
}

/** A deal that was forecast is older than its forecast. */
function createdAt({ createdAt, forecast }: OpportunityDraft): number {
  return forecast === null ? createdAt : Math.min(createdAt, forecast.at - day);
}

function changeRows(deal: string, draft: OpportunityDraft): readonly Row[] {
  const { changes, forecast, amount: ofDeal } = draft;
  const all = forecast === null ? changes : [...changes, forecast];
  const times = new Map(all.map((change) => [change.at, change]));
  return [...times.values()].map(({ at, amount, closesOn, category }) => ({
    opportunity_id: deal,
    changed_at: instantText(at),
    amount_minor: amount === 'same' ? ofDeal : amount,
    expected_close_on: closesOn === null ? null : dateText(closesOn),
    forecast_category: category,
  }));
}

/** Leads, deals, their history and success plans of one account. `ids` are those of all accounts. */
export function sellingRows(
  account: string,
  draft: {
    readonly leads: readonly LeadDraft[];
    readonly opportunities: readonly OpportunityDraft[];
    readonly plans: readonly PlanDraft[];
  },
  ids: readonly string[],
) {
  return {
    leads: leadRows(account, draft.leads, ids),
    opportunities: draft.opportunities.map((deal, n) => {
      const closedAt = ownOrLater(createdAt(deal), deal.closedAt, deal.closedAfter);
      return {
        opportunity_id: `${account}-o${n}`,
        account_id: deal.namesAccount ? account : null,
        type: deal.type,
        amount_minor: deal.amount,
        currency: deal.currency,
        created_at: instantText(createdAt(deal)),
        closed_at: closedAt,
        is_won: closedAt === null ? null : deal.isWon,
        is_strategic_source: deal.isStrategic,
        referral_id: deal.referral === null ? null : `${account}-f${deal.referral}`,
      };
    }),
    opportunity_history: draft.opportunities.flatMap((deal, n) =>
      changeRows(`${account}-o${n}`, deal),
    ),
    success_plans: draft.plans.map((plan, n) => ({
      plan_id: `${account}-g${n}`,
      account_id: account,
      achieved_at: later(plan.achievedAt, 0),
      benefit_minor: plan.benefit,
      cost_minor: plan.cost,
      currency: plan.currency,
    })),
  };
}
