-- One row per calendar day of the report's zone, account, user, session and feature:
-- what sessions are put together from without the events. Without a session id 30
-- silent minutes end a run; whether the next day goes on with it is seen from the
-- times. Most rows are of one instant: there is a later one where it is another.
with
gaps as (
    select
        day, account_id, user_id, feature_id, occurred_at, event_id,
        case
            when lag(occurred_at) over alike >= occurred_at - interval '30' minute then 0
            else 1
        end as opens_run
    from local_events
    where session_id is null
    window alike as (partition by day, user_id order by occurred_at, event_id)
),

runs as (
    select
        day, account_id, user_id, session_id, feature_id, occurred_at,
        cast(0 as bigint) as run_no
    from local_events
    where session_id is not null
    union all
    select
        day, account_id, user_id, cast(null as varchar) as session_id, feature_id,
        occurred_at,
        cast(sum(opens_run) over (
            partition by day, user_id order by occurred_at, event_id
            rows between unbounded preceding and current row
        ) as bigint) as run_no
    from gaps
)

select
    day, account_id, user_id, session_id, run_no, feature_id,
    min(occurred_at) as first_at,
    case when max(occurred_at) > min(occurred_at) then max(occurred_at) end as later_at
from runs
group by day, account_id, user_id, session_id, run_no, feature_id
order by user_id, session_id, day, run_no, account_id, feature_id
