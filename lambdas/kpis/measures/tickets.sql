-- One row per window, dimension and value. Durations in milliseconds from
-- creation to solution of those solved in the window; negative ones are left
-- out and counted.
with
touched as (
    select
        w.window_id, coalesce(t.account_id, '') as account_id,
        t.created_at >= w.starts_at and t.created_at < w.ends_at as is_created,
        coalesce(t.solved_at >= w.starts_at and t.solved_at < w.ends_at, false)
            as is_solved,
        coalesce(t.escalated_at >= w.starts_at and t.escalated_at < w.ends_at, false)
            and (t.solved_at is null or t.solved_at >= w.ends_at) as is_escalated_open,
        t.agent_replies, t.reopened_count,
        date_diff('millisecond', t.created_at, t.solved_at) as duration_ms
    from tickets as t
    join windows as w
        on w.name = 'period'
        and (
            (t.created_at >= w.starts_at and t.created_at < w.ends_at)
            or (t.solved_at >= w.starts_at and t.solved_at < w.ends_at)
            or (t.escalated_at >= w.starts_at and t.escalated_at < w.ends_at)
        )
),

judged as (
    select
        window_id, account_id, is_created, is_solved, is_escalated_open,
        is_solved and agent_replies is not null
            and (agent_replies <> 1 or reopened_count is not null)
            as is_contact_known,
        is_solved and agent_replies = 1 and reopened_count = 0 as is_first_contact,
        is_solved and duration_ms < 0 as is_negative,
        case when is_solved and duration_ms >= 0 then duration_ms end as solved_ms
    from touched
),

grouped as (
    select
        j.window_id, s.dimension, s.value,
        count(*) filter (where j.is_created) as tickets_created,
        count(*) filter (where j.is_solved) as tickets_solved,
        count(*) filter (where j.is_contact_known) as contacts_known,
        count(*) filter (where j.is_first_contact) as solved_at_first_contact,
        count(*) filter (where j.is_escalated_open) as escalated_open,
        count(*) filter (where j.is_negative) as durations_left_out,
        count(j.solved_ms) as durations,
        cast(sum(j.solved_ms) as bigint) as duration_sum_ms,
        array_agg(j.solved_ms order by j.solved_ms) filter (where j.solved_ms is not null)
            as ordered_ms
    from judged as j
    join account_segments as s on s.account_id = j.account_id
    group by j.window_id, s.dimension, s.value
)

select
    window_id, dimension, value, tickets_created, tickets_solved, contacts_known,
    solved_at_first_contact, escalated_open, durations_left_out, durations,
    duration_sum_ms,
    ordered_ms[(durations + 1) / 2] as median_low_ms,
    ordered_ms[durations / 2 + 1] as median_high_ms,
    ordered_ms[(durations * 9 + 9) / 10] as p90_ms
from grouped
order by window_id, dimension, value
