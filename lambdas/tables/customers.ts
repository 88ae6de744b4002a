import { optional, required, table } from './column.ts';

export const accounts = table({
  name: 'accounts',
  grain: 'customer or prospect',
  key: ['account_id'],
  clock: 'created_at',
  columns: {
    account_id: required.text('id of the account; every other table points here'),
    name: required.text('name as readers know it'),
    parent_account_id: optional.text('account that owns this one'),
    domain: optional.text('web domain, for linking customers of other systems'),
    segment: optional.text('customer segment, e.g. smb, enterprise'),
    industry: optional.text('industry'),
    region: optional.text('sales region'),
    country: optional.text('country'),
    csm: optional.text('customer success manager who owns the account'),
    csm_assigned_at: optional.instant('when that manager took it over'),
    onboarding_model: optional.text('product_led, self_serve or white_glove'),
    lifecycle_stage: optional.text('onboarding, adoption, value_realization, retention or growth'),
    stage_entered_at: optional.instant('when it entered that stage'),
    acquisition_channel: optional.text('channel that brought it'),
    created_at: required.instant('when the account was created'),
    closed_won_at: optional.instant('when the first deal was won'),
    merged_into_account_id: optional.text('survivor of a merge'),
    tags: optional.tags('labels'),
  },
});

export const accountLinks = table({
  name: 'account_links',
  grain: "id of one of our accounts in another system's words",
  key: ['source', 'source_id'],
  columns: {
    source: required.text('system that uses the id, as its rows name their source'),
    source_id: required.text('account, customer or organisation id there'),
    account_id: optional.text('account that it is, when the system says so itself'),
    domain: optional.text('web domain, to link by when no account is named'),
    rule: optional.text('how the link was found; filled by staging'),
  },
});

export const contacts = table({
  name: 'contacts',
  grain: 'person at an account',
  key: ['contact_id'],
  columns: {
    contact_id: required.text('id of the person'),
    account_id: required.text('account the person belongs to'),
    name: optional.text('name'),
    email: optional.text('e-mail address; its domain links accounts'),
    persona: optional.text('champion, decision_maker, business_owner, end_user or detractor'),
    seniority: optional.text('seniority'),
    created_at: optional.instant('when the contact was created'),
    left_at: optional.instant('when the person left the account'),
  },
});

export const users = table({
  name: 'users',
  grain: 'product user',
  key: ['user_id'],
  clock: 'signed_up_at',
  columns: {
    user_id: required.text('id of the user'),
    account_id: required.text('account of the user'),
    contact_id: optional.text('the same person as a contact'),
    role: optional.text('role in the product'),
    signed_up_at: required.instant('sign-up'),
    acquisition_channel: optional.text('channel that brought the user'),
    deactivated_at: optional.instant('when access ended'),
  },
});

export const successPlans = table({
  name: 'success_plans',
  grain: 'goal of an account',
  key: ['plan_id'],
  columns: {
    plan_id: required.text('id of the goal'),
    account_id: required.text('account'),
    goal: optional.text('goal in words'),
    target_value: optional.number('value aimed at'),
    achieved_value: optional.number('value reached'),
    benefit_minor: optional.integer('benefit in minor units'),
    cost_minor: optional.integer('cost in minor units'),
    currency: optional.text('ISO 4217 code'),
    started_at: optional.instant('start'),
    achieved_at: optional.instant('when the target was met'),
    exceeded_at: optional.instant('when it was exceeded'),
  },
});
