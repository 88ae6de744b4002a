-- One row per account with milestones, users or referrals: when it reached each.
-- Onboarding is done when every required step of the account is.
with
moments as (
    select account_id, started_at, completed_at as reached_at, 'onboarding' as what
    from onboarding_milestones
    where user_id is null and is_required
    union all
    select account_id, started_at, completed_at as reached_at, milestone_id as what
    from onboarding_milestones
    where user_id is null and milestone_id in ('value', 'exceed_value', 'handoff')
    union all
    select account_id, null as started_at, activated_at as reached_at,
        'activated' as what
    from user_journeys
    where signed_up_at is not null
    union all
    select referred_account_id as account_id, null as started_at,
        converted_at as reached_at, 'referred' as what
    from referrals
    where referred_account_id is not null
)

select
    account_id,
    min(case when what = 'onboarding' then started_at end) as onboarding_started_at,
    case
        when count(*) filter (where what = 'onboarding')
            = count(reached_at) filter (where what = 'onboarding')
            then max(case when what = 'onboarding' then reached_at end)
    end as onboarding_completed_at,
    min(case when what = 'value' then reached_at end) as value_at,
    min(case when what = 'exceed_value' then reached_at end) as exceed_value_at,
    min(case when what = 'handoff' then reached_at end) as handoff_at,
    min(case when what = 'activated' then reached_at end) as activated_at,
    min(case when what = 'referred' then reached_at end) as referred_at
from moments
group by account_id
