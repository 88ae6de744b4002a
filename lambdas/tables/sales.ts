import { optional, required, table } from './column.ts';

export const opportunities = table({
  name: 'opportunities',
  grain: 'deal',
  key: ['opportunity_id'],
  clock: 'created_at',
  columns: {
    opportunity_id: required.text('id of the deal'),
    account_id: optional.text('account'),
    lead_id: optional.text('lead it came from'),
    type: required.text('kind of deal', {
      values: ['new_business', 'renewal', 'upsell', 'cross_sell'],
    }),
    stage: optional.text('stage'),
    amount_minor: optional.integer('amount in minor units'),
    currency: optional.text('ISO 4217 code'),
    created_at: required.instant('created'),
    expected_close_on: optional.date('expected close'),
    closed_at: optional.instant('closed'),
    is_won: optional.boolean('won'),
    forecast_category: optional.text('forecast category'),
    channel: optional.text('channel'),
    is_strategic_source: optional.boolean('came from a strategic source'),
    referral_id: optional.text('referral it came from'),
  },
});

export const opportunityHistory = table({
  name: 'opportunity_history',
  grain: 'change of a deal',
  key: ['opportunity_id', 'changed_at'],
  clock: 'changed_at',
  columns: {
    opportunity_id: required.text('deal'),
    changed_at: required.instant('when it changed'),
    stage: optional.text('stage from then on'),
    amount_minor: optional.integer('amount from then on, minor units'),
    expected_close_on: optional.date('expected close from then on'),
    forecast_category: optional.text('forecast category from then on'),
  },
});

export const leads = table({
  name: 'leads',
  grain: 'lead',
  key: ['lead_id'],
  clock: 'created_at',
  columns: {
    lead_id: required.text('id of the lead'),
    created_at: required.instant('created'),
    channel: optional.text('channel'),
    campaign: optional.text('campaign'),
    mql_at: optional.instant('became marketing qualified'),
    sql_at: optional.instant('became sales qualified'),
    pql_at: optional.instant('became product qualified'),
    first_contacted_at: optional.instant('first contacted by us'),
    first_response_at: optional.instant('first answer of ours'),
    first_meeting_at: optional.instant('first meeting'),
    converted_at: optional.instant('converted'),
    converted_account_id: optional.text('account it became'),
    referral_id: optional.text('referral it came from'),
  },
});

export const referrals = table({
  name: 'referrals',
  grain: 'referral',
  key: ['referral_id'],
  clock: 'invited_at',
  columns: {
    referral_id: required.text('id of the referral'),
    referrer_account_id: optional.text('account that referred'),
    referrer_user_id: optional.text('user who referred'),
    source_type: optional.text('kind of source'),
    invited_at: optional.instant('invited'),
    clicked_at: optional.instant('clicked'),
    converted_at: optional.instant('converted'),
    referred_account_id: optional.text('account that came of it'),
    referred_user_id: optional.text('user who came of it'),
    incentive_id: optional.text('incentive'),
    incentive_shown_at: optional.instant('when the incentive was shown'),
  },
});

export const referralPrompts = table({
  name: 'referral_prompts',
  grain: 'prompt shown',
  key: ['prompt_id'],
  clock: 'shown_at',
  columns: {
    prompt_id: required.text('id of the prompt'),
    user_id: required.text('user who saw it'),
    account_id: optional.text('account'),
    shown_at: required.instant('shown'),
    interacted_at: optional.instant('interacted with'),
    accepted_at: optional.instant('accepted'),
  },
});
