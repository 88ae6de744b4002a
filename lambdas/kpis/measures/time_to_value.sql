-- One row per window, dimension, value and milestone: durations in milliseconds
-- to milestones reached in the window, of accounts (value) from the won deal or
-- else creation, of users (first_value) from sign-up; negative ones left out.
with
reached as (
    select
        milestone_id, account_id, user_id, min(completed_at) as completed_at
    from onboarding_milestones
    where (milestone_id = 'value' and user_id is null)
        or (milestone_id = 'first_value' and user_id is not null)
    group by milestone_id, account_id, user_id
),

clocked as (
    select
        r.milestone_id, r.account_id, r.completed_at,
        case when r.user_id is null then coalesce(a.closed_won_at, a.created_at)
            else u.signed_up_at end as clock_starts_at
    from reached as r
    left join accounts as a on a.account_id = r.account_id
    left join users as u on u.user_id = r.user_id
),

timed as (
    select
        w.window_id, r.milestone_id, r.account_id,
        date_diff('millisecond', r.clock_starts_at, r.completed_at) as duration_ms
    from clocked as r
    join windows as w
        on w.name = 'period'
        and r.completed_at >= w.starts_at and r.completed_at < w.ends_at
    where r.clock_starts_at is not null
),

grouped as (
    select
        t.window_id, s.dimension, s.value, t.milestone_id,
        count(*) filter (where t.duration_ms < 0) as durations_left_out,
        count(*) filter (where t.duration_ms >= 0) as durations,
        cast(sum(case when t.duration_ms >= 0 then t.duration_ms end) as bigint)
            as duration_sum_ms,
        array_agg(t.duration_ms order by t.duration_ms)
            filter (where t.duration_ms >= 0) as ordered_ms
    from timed as t
    join account_segments as s on s.account_id = t.account_id
    group by t.window_id, s.dimension, s.value, t.milestone_id
)

select
    window_id, dimension, value, milestone_id, durations_left_out, durations,
    duration_sum_ms,
    ordered_ms[(durations + 1) / 2] as median_low_ms,
    ordered_ms[durations / 2 + 1] as median_high_ms,
    ordered_ms[(durations * 9 + 9) / 10] as p90_ms
from grouped
order by window_id, dimension, value, milestone_id
