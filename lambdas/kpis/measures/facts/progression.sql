-- One row per new user with an activation flow: the weight of the steps completed
-- by the cut-off; its item is the weight of the whole flow.
with
own as (
    select
        user_id, completed_at, coalesce(weight, 1) as weight,
        max(case when milestone_id = 'activated' then 1 else 0 end) over (
            partition by coalesce(flow_id, '')
        ) = 1 as is_flow
    from onboarding_milestones
    where user_id is not null
),

flows as (
    select
        user_id, completed_at, weight,
        sum(weight) over (partition by user_id) as whole
    from own
    where is_flow
)

select
    w.window_id, j.account_id, 'flow_progress' as fact,
    cast(f.whole as varchar) as item, j.user_id as member_id, false as is_hit,
    cast(null as varchar) as currency,
    sum(case when f.completed_at < w.ends_at then f.weight else 0 end) as amount
from users as j
join windows as w
    on w.name = 'period' and j.signed_up_at >= w.starts_at and j.signed_up_at < w.ends_at
join flows as f on f.user_id = j.user_id
where f.whole > 0
group by w.window_id, j.account_id, j.user_id, f.whole
