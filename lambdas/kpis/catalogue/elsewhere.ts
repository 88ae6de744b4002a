/** How other products define a KPI where they do it otherwise, and where that is said. */
export interface Elsewhere {
  readonly note: string;
  /** Product, with the page, issue or file where there is one. */
  readonly source: string;
}

const weekly: Elsewhere = {
  note: 'A weekly price counts 4 times a month with Ghost and 4.33 times with Lago; here 52 ÷ 12 times.',
  source: 'TryGhost/Ghost#14447; Lago',
};
const pastDue: Elsewhere = {
  note: 'Past due counts with Stripe and ChartMogul; Baremetrics stops after 30 days, ChartMogul can be set to 1–90, ProfitWell goes by its dunning window.',
  source: 'Stripe, ChartMogul, Baremetrics, ProfitWell',
};
const pauses: Elsewhere = {
  note: 'A paused subscription is worth 0 with ProfitWell; ChartMogul gives one from Recurly 0 and keeps the MRR of those from Stripe and Chargebee; Polar goes on counting it.',
  source: 'ChartMogul, ProfitWell, polar#13239',
};
const resumed: Elsewhere = {
  note: 'Chargebee books a resumed subscription as expansion; here pause and resume are lines of their own.',
  source: 'Chargebee',
};
const discounts: Elsewhere = {
  note: 'ProfitWell subtracts every coupon, one that applies once too; Chargebee counts it on the next renewal, as a downgrade; Paddle Classic shows list prices, never discounted. Here a once-only coupon changes nothing, and a repeating one counts while it runs.',
  source:
    'ProfitWell, Chargebee, https://www.paddle.com/help/manage/reporting/what-is-monthly-recurring-revenue-mrr',
};
const freeOfCharge: Elsewhere = {
  note: 'A paying customer who gets a coupon of 100 % is lost with Baremetrics and stays active with ChartMogul unless set otherwise. Here it pays nothing, so it is lost.',
  source: 'Baremetrics, ChartMogul',
};
const exchange: Elsewhere = {
  note: 'Amounts are converted at the rate of the service period’s start with ChartMogul, of the purchase with ProfitWell, and of today with Paddle; here at that of the period’s last day, and exchange is never growth.',
  source: 'ChartMogul, ProfitWell, Paddle',
};
const refunds: Elsewhere = {
  note: 'Recurly subtracts a refund from MRR, where it looks like contraction; ProfitWell and Chargify ignore it, as is done here.',
  source: 'Recurly, ProfitWell, Chargify',
};
const cancellation: Elsewhere = {
  note: 'Stripe used to count a cancellation when it was asked for, and can now be set; ChartMogul and ProfitWell count it when the paid period ends, as is done here.',
  source: 'Stripe support, ChartMogul, ProfitWell, polar#7634',
};
const lastOne: Elsewhere = {
  note: 'With dbt_stripe, which looks at items and not at customers, a change of plan is churn and a new customer; here it is expansion or contraction.',
  source: 'fivetran/dbt_stripe',
};
const firstPeriod: Elsewhere = {
  note: 'Recurly shows 0 churn for a first period; here there is no value, and the reason is said.',
  source: 'Recurly',
};
const reactivationInNet: Elsewhere = {
  note: 'ChartMogul nets customers who return into net churn and cohort NRR; others leave them out, as is done here.',
  source: 'ChartMogul',
};
const minOfTotals: Elsewhere = {
  note: 'Chargebee takes the smaller of the two totals: with A from 100 to 200 and B from 100 to 0 that gives 100 %; per customer, as here, it is 50 %.',
  source: 'Chargebee',
};
const freePlan: Elsewhere = {
  note: 'Chargebee books a customer who goes from a free plan to a paid one as expansion; Baremetrics as new, as is done here.',
  source: 'Chargebee, Baremetrics',
};
const bothInOne: Elsewhere = {
  note: 'Who comes and goes within one month is ignored by ProfitWell, booked twice by Stripe and ReCharge, and netted by day by Baremetrics; here it is a line of its own.',
  source: 'ProfitWell, Stripe, ReCharge, Baremetrics',
};
const netting: Elsewhere = {
  note: 'An upgrade and a downgrade are netted at the end of the day by Baremetrics and counted each by Databox; here they are netted over the period.',
  source: 'Baremetrics, Databox',
};

/** KPI → what readers of other products may expect instead. */
export const elsewhere: Readonly<Record<string, readonly Elsewhere[]>> = {
  mrr: [
    weekly,
    pastDue,
    pauses,
    discounts,
    freeOfCharge,
    exchange,
    refunds,
    {
      note: 'Metered use is left out by Stripe and Recurly too; Lago’s query adds taxes, and ProfitWell subtracts account credit.',
      source: 'Stripe, Recurly, Lago, ProfitWell',
    },
  ],
  arr: [weekly, pastDue, pauses, discounts],
  arpa: [pauses, discounts],
  customers: [freeOfCharge, pauses, pastDue],
  new_mrr: [
    freePlan,
    bothInOne,
    {
      note: 'Trials are nowhere MRR; Polar shows what they would bring as a figure of its own.',
      source: 'polar#11109, polar#11264',
    },
  ],
  reactivation_mrr: [
    {
      note: 'Recurly wants a gap of at least a month, dbt_stripe three months of history; here whoever paid before and had left at the opening is back.',
      source: 'Recurly, fivetran/dbt_stripe',
    },
    {
      note: 'ProfitWell too calls a customer reactivated whose payment is recovered after churn by failed payment.',
      source: 'ProfitWell',
    },
    {
      note: 'A rise from 0 is expansion with dbt_stripe and dbt_recurly, whoever it is.',
      source: 'fivetran/dbt_stripe, fivetran/dbt_recurly',
    },
  ],
  expansion_revenue: [netting, resumed, discounts],
  expansion_arr: [netting, resumed],
  contraction_mrr: [
    {
      note: 'From a monthly plan to a cheaper yearly one is a downgrade with Baremetrics, an extension of its own kind with fight-churn and an increase of length with ProfitWell; here it is contraction.',
      source: 'Baremetrics, fight-churn, ProfitWell',
    },
    refunds,
    netting,
  ],
  churned_mrr: [
    cancellation,
    {
      note: 'ProfitWell counts a refunded and cancelled yearly plan as churn at once; here it counts on the day that it is cancelled for.',
      source: 'ProfitWell',
    },
    freeOfCharge,
  ],
  net_new_mrr: [bothInOne, exchange],
  mrr_growth_rate: [exchange],
  net_revenue_retention: [
    reactivationInNet,
    pauses,
    {
      note: 'With Planhat NRR stands for non-recurring revenue.',
      source: 'Planhat',
    },
  ],
  referred_account_net_revenue_retention: [reactivationInNet],
  net_revenue_churn: [reactivationInNet, firstPeriod],
  gross_revenue_retention: [
    minOfTotals,
    pauses,
    {
      note: 'With Gainsight GRR stands for gross renewal rate, which counts contracts.',
      source: 'Gainsight',
    },
  ],
  gross_revenue_churn_rate: [minOfTotals, firstPeriod],
  customer_churn_rate: [cancellation, pauses, lastOne, firstPeriod],
  customer_retention_rate: [cancellation, pauses, lastOne],
  customer_downgrade_rate: [netting],
  involuntary_churn_rate: [
    pastDue,
    {
      note: 'Stripe has counted an unpaid subscription as lost from its transition on since 2019.',
      source: 'Stripe',
    },
  ],
  scheduled_churn_mrr: [cancellation],
  cohort_retention: [pauses, reactivationInNet],
  free_to_paid_conversion_rate: [freePlan],
  contract_renewal_rate: [
    {
      note: 'With Gainsight the gross renewal rate goes by the name of GRR.',
      source: 'Gainsight',
    },
  ],
  dau: [
    {
      note: 'A day ends at midnight UTC with Sentry and in the account’s zone with ChartMogul; here in the zone of the settings.',
      source: 'Sentry, ChartMogul',
    },
  ],
};
