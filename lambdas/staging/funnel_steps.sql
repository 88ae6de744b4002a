-- One row per completed step of a funnel that another step follows: when it was
-- completed, and when the next one was, at that moment or after it.
with
steps as (
    select
        account_id, user_id, coalesce(flow_id, '') as flow_id, milestone_id, completed_at,
        dense_rank() over (
            partition by account_id, user_id, coalesce(flow_id, '') order by step_no
        ) as place
    from onboarding_milestones
    where step_no is not null
)

select
    s.account_id, s.user_id, s.flow_id, s.milestone_id, s.completed_at,
    min(case when n.completed_at >= s.completed_at then n.completed_at end)
        as next_completed_at
from steps as s
join steps as n
    on n.account_id = s.account_id and n.flow_id = s.flow_id
    and n.user_id is not distinct from s.user_id and n.place = s.place + 1
where s.completed_at is not null
group by s.account_id, s.user_id, s.flow_id, s.milestone_id, s.completed_at
