-- One row per window, dimension and value: users whose activation window
-- closed in it, those of them activated by then, and those not due yet.
with
activations as (
    select user_id, min(completed_at) as activated_at
    from onboarding_milestones
    where milestone_id = 'activated' and user_id is not null
    group by user_id
),

due as (
    select
        u.account_id, u.signed_up_at,
        u.signed_up_at + interval '1' day * p.activation_window_days as due_at,
        coalesce(
            a.activated_at
                <= u.signed_up_at + interval '1' day * p.activation_window_days,
            false
        ) as is_activated_in_time
    from users as u
    cross join parameters as p
    left join activations as a on a.user_id = u.user_id
)

select
    w.window_id, s.dimension, s.value,
    count(*) filter (where d.due_at >= w.starts_at and d.due_at < w.ends_at)
        as users_due,
    count(*) filter (where d.due_at >= w.starts_at and d.due_at < w.ends_at
        and d.is_activated_in_time) as users_activated,
    count(*) filter (where d.due_at >= w.ends_at) as users_pending
from due as d
join windows as w
    on w.name = 'period' and d.signed_up_at < w.ends_at and d.due_at >= w.starts_at
join account_segments as s on s.account_id = d.account_id
group by w.window_id, s.dimension, s.value
order by w.window_id, s.dimension, s.value
