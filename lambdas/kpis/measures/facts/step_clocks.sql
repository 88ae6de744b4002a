-- One row per milestone that a "within W" rule waits for: required steps of an
-- account's onboarding, and, once per account, the last of the milestones that
-- the settings name as those of activation, reached by it or any of its users.
with
steps as (
    select
        m.account_id, m.milestone_id, k.milestone_id is not null as is_key,
        max(case when m.user_id is null and m.is_required then 1 else 0 end) = 1
            as is_onboarding,
        min(case when m.user_id is null and m.is_required then m.started_at end)
            as started_at,
        case when count(*) filter (where m.user_id is null and m.is_required)
            = count(m.completed_at) filter (where m.user_id is null and m.is_required)
            then max(case when m.user_id is null and m.is_required
                then m.completed_at end) end as step_done_at,
        min(m.completed_at) as reached_at
    from onboarding_milestones as m
    left join key_milestones as k on k.milestone_id = m.milestone_id
    group by m.account_id, m.milestone_id, k.milestone_id is not null
),

seen as (
    select
        account_id, milestone_id, is_onboarding, step_done_at,
        min(started_at) over of_account as started_at,
        max(case when is_key then reached_at end) over of_account as key_done_at,
        count(case when is_key then reached_at end) over of_account as key_reached,
        row_number() over (partition by account_id order by milestone_id) as place
    from steps
    window of_account as (partition by account_id)
),

wanted as (
    select count(*) as milestones from key_milestones
)

select
    s.account_id, f.fact,
    case f.fact when 'onboarding_step' then s.milestone_id else '' end as item,
    s.account_id as member_id, s.started_at as from_at,
    case
        when f.fact = 'onboarding_step' then s.step_done_at
        when s.key_reached = w.milestones then s.key_done_at
    end as done_at,
    p.onboarding_window_days as within_days
from seen as s
cross join parameters as p
cross join wanted as w
cross join (values ('onboarding_step'), ('key_milestones')) as f (fact)
where s.started_at is not null
    and case f.fact when 'onboarding_step' then s.is_onboarding
        else s.place = 1 and w.milestones > 0 end
