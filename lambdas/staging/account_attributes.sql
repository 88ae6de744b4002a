-- One row per account that any table names, with what readers know it by; plan
-- is that of its open counting span with the highest MRR, else the last one.
-- Account '' stands for facts that name no account.
with
mentioned as (
    select '' as account_id, 0 as is_known
    union all select account_id, 1 as is_known from accounts
    union all select account_id, 0 as is_known from recurring_spans
    union all select account_id, 0 as is_known from first_uses
    union all select account_id, 0 as is_known from users
    union all select account_id, 0 as is_known from contacts
    union all select account_id, 0 as is_known from onboarding_milestones
    union all select account_id, 0 as is_known from tickets
    union all select account_id, 0 as is_known from survey_responses
    union all select account_id, 0 as is_known from activities
    union all select account_id, 0 as is_known from invoices
    union all select account_id, 0 as is_known from contracts
    union all select account_id, 0 as is_known from opportunities
    union all select account_id, 0 as is_known from trials
    union all select converted_account_id, 0 as is_known from leads
    union all select referrer_account_id, 0 as is_known from referrals
    union all select referred_account_id, 0 as is_known from referrals
    union all select account_id, 0 as is_known from referral_prompts
    union all select account_id, 0 as is_known from community_members
    union all select account_id, 0 as is_known from mentions
    union all select account_id, 0 as is_known from advocacy_acts
    union all select account_id, 0 as is_known from success_plans
),

ids as (
    select account_id, max(is_known) = 1 as is_known
    from mentioned
    where account_id is not null
    group by account_id
),

spans as (
    select
        account_id, plan,
        min(case when is_paying then starts_on end) over (partition by account_id)
            as first_paid_on,
        row_number() over (
            partition by account_id
            order by
                case when is_counting and plan is not null then 0 else 1 end,
                ends_on desc nulls first, mrr_minor desc, starts_on desc, item_id
        ) as place,
        is_counting and plan is not null as has_plan
    from recurring_spans
),

described as (
    select
        account_id, name, segment, region, country, csm, onboarding_model,
        acquisition_channel, tags, created_at, closed_won_at, csm_assigned_at,
        domain is not null
            and count(*) over (partition by lower(domain)) > 1 as shares_domain
    from accounts
)

select
    i.account_id, i.is_known, d.name, d.segment,
    case when s.has_plan then s.plan end as plan,
    d.region, d.country, d.csm, d.onboarding_model, d.acquisition_channel, d.tags,
    d.created_at, d.closed_won_at, d.csm_assigned_at, d.shares_domain,
    s.first_paid_on
from ids as i
left join described as d on d.account_id = i.account_id
left join spans as s on s.account_id = i.account_id and s.place = 1
