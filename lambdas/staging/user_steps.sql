-- One row per user with milestones of its own: when each named one was reached,
-- and the onboarding flow, which is the one that holds `activated`.
with
own as (
    select
        user_id, milestone_id, session_id, started_at, completed_at, is_required,
        max(case when milestone_id = 'activated' then 1 else 0 end) over (
            partition by coalesce(flow_id, '')
        ) = 1 as is_flow
    from onboarding_milestones
    where user_id is not null
),

placed as (
    select
        o.user_id, o.milestone_id, o.session_id, o.started_at, o.completed_at, o.is_flow,
        o.is_flow and coalesce(o.is_required, true) as is_task,
        coalesce(
            o.session_id = u.first_session_id
                or (o.session_id is null
                    and o.completed_at >= u.first_session_starts_at
                    and o.completed_at <= u.first_session_ends_at),
            false
        ) as is_in_first_session
    from own as o
    left join user_uses as u on u.user_id = o.user_id
)

select
    user_id,
    min(case when milestone_id = 'activated' then completed_at end) as activated_at,
    min(case when milestone_id = 'basic_value' then completed_at end)
        as basic_value_at,
    min(case when milestone_id = 'first_value' then completed_at end)
        as first_value_at,
    min(case when milestone_id = 'immediate_value' then completed_at end)
        as immediate_value_at,
    min(case when milestone_id = 'short_value' then completed_at end)
        as short_value_at,
    min(case when is_flow then started_at end) as flow_started_at,
    case
        when count(*) filter (where is_flow)
            = count(completed_at) filter (where is_flow)
            then max(case when is_flow then completed_at end)
    end as flow_completed_at,
    count(distinct case when is_flow then session_id end) as flow_sessions,
    min(case when is_task then completed_at end) as first_task_at,
    count(*) filter (where is_flow) as flow_steps,
    count(*) filter (where is_flow and not is_in_first_session)
        as flow_steps_outside_first_session
from placed
group by user_id
