-- One row per window, dimension and value: accounts whose onboarding window
-- closed in it, those of them that had completed every required step by then,
-- and those that had started and were not due yet.
with
onboardings as (
    select
        m.account_id, p.onboarding_window_days,
        min(m.started_at) as started_at,
        max(m.completed_at) as completed_at,
        count(*) = count(m.completed_at) as is_complete
    from onboarding_milestones as m
    cross join parameters as p
    where m.user_id is null and m.is_required
    group by m.account_id, p.onboarding_window_days
),

due as (
    select
        account_id, started_at,
        started_at + interval '1' day * onboarding_window_days as due_at,
        is_complete
            and completed_at <= started_at + interval '1' day * onboarding_window_days
            as is_complete_in_time
    from onboardings
    where started_at is not null
)

select
    w.window_id, s.dimension, s.value,
    count(*) filter (where d.due_at >= w.starts_at and d.due_at < w.ends_at)
        as accounts_due,
    count(*) filter (where d.due_at >= w.starts_at and d.due_at < w.ends_at
        and d.is_complete_in_time) as accounts_completed,
    count(*) filter (where d.due_at >= w.ends_at) as accounts_pending
from due as d
join windows as w
    on w.name = 'period' and d.started_at < w.ends_at and d.due_at >= w.starts_at
join account_segments as s on s.account_id = d.account_id
group by w.window_id, s.dimension, s.value
order by w.window_id, s.dimension, s.value
