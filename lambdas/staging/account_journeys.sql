-- One row per account with its first-ever moments, before a cut-off or after it.
with
touches as (
    select
        coalesce(a.account_id, c.account_id) as account_id, a.type, a.occurred_at,
        coalesce(a.team in ('sales', 'success') and a.direction = 'outbound'
            and not coalesce(a.is_automated, false), false) as is_outreach
    from activities as a
    left join contacts as c on c.contact_id = a.contact_id
    where coalesce(a.outcome, '') not in ('scheduled', 'no_show', 'cancelled')
),

touched as (
    select
        t.account_id,
        min(case when t.type = 'kickoff' then t.occurred_at end) as kickoff_at,
        min(case when t.type = 'handoff' then t.occurred_at end) as handoff_at,
        min(case when t.is_outreach and t.occurred_at >= s.onboarding_completed_at
            then t.occurred_at end) as outreach_after_onboarding_at
    from touches as t
    left join account_steps as s on s.account_id = t.account_id
    where t.account_id is not null
    group by t.account_id
),

key_uses as (
    select
        d.account_id, s.onboarding_completed_at,
        cast(d.day as timestamp) + interval '0.001' second * d.first_ms as first_at,
        cast(d.day as timestamp)
            + interval '0.001' second * coalesce(d.later_ms, d.first_ms) as last_at
    from usage_daily as d
    join feature_roles as r on r.feature_id = d.feature_id and r.role = 'key'
    join account_steps as s on s.account_id = d.account_id
),

key_actions as (
    select
        account_id,
        min(case when first_at > onboarding_completed_at then first_at else last_at end)
            as key_action_after_onboarding_at
    from key_uses
    where last_at > onboarding_completed_at
    group by account_id
),

first_expansions as (
    select account_id, min(first_at) as expansion_use_at
    from expansion_uses
    group by account_id
),

growth_deals as (
    select account_id, min(created_at) as growth_deal_at
    from opportunities
    where type in ('upsell', 'cross_sell') and account_id is not null
    group by account_id
)

select
    a.account_id, a.created_at, a.closed_won_at, a.csm_assigned_at,
    case
        when t.handoff_at is null then s.handoff_at
        when s.handoff_at is null then t.handoff_at
        else least(t.handoff_at, s.handoff_at)
    end as handed_over_at,
    s.onboarding_started_at, s.onboarding_completed_at, s.value_at, s.exceed_value_at,
    s.activated_at, s.referred_at, t.kickoff_at, t.outreach_after_onboarding_at,
    k.key_action_after_onboarding_at, e.expansion_use_at,
    case
        when e.expansion_use_at is null then g.growth_deal_at
        when g.growth_deal_at is null then e.expansion_use_at
        else least(e.expansion_use_at, g.growth_deal_at)
    end as expansion_signal_at
from account_attributes as a
left join account_steps as s on s.account_id = a.account_id
left join touched as t on t.account_id = a.account_id
left join key_actions as k on k.account_id = a.account_id
left join first_expansions as e on e.account_id = a.account_id
left join growth_deals as g on g.account_id = a.account_id
