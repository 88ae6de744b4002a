-- One row per period and account whose onboarding was open at the cut-off:
-- milliseconds since it started, and since its last step.
with
onboardings as (
    select
        w.window_id, m.account_id, max(w.ends_at) as ends_at,
        min(m.started_at) as started_at,
        max(case when m.started_at < w.ends_at then m.started_at end) as last_start_at,
        max(case when m.completed_at < w.ends_at then m.completed_at end) as last_end_at,
        count(*) filter (where m.completed_at is null or m.completed_at >= w.ends_at)
            as open_steps
    from onboarding_milestones as m
    join windows as w on w.name = 'period'
    where m.user_id is null and m.is_required
    group by w.window_id, m.account_id
)

select
    window_id, account_id,
    date_diff('millisecond', started_at, ends_at) as onboarding_open_ms,
    date_diff('millisecond',
        greatest(last_start_at, coalesce(last_end_at, last_start_at)), ends_at)
        as since_step_ms
from onboardings
where open_steps > 0 and started_at < ends_at
