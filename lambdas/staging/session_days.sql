-- One row per calendar day of the report's zone, account, user, session and feature:
-- what sessions are put together from without the events. Without a session id 30
-- silent minutes end a run; whether the next day goes on with it is seen from the times.
with
local_events as (
    select
        cast(at_timezone(with_timezone(e.occurred_at, 'UTC'), p.time_zone) as date)
            as day,
        e.account_id, e.user_id, e.session_id, e.feature_id, e.occurred_at, e.event_id
    from events as e
    cross join parameters as p
),

gaps as (
    select
        day, account_id, user_id, session_id, feature_id, occurred_at, event_id,
        case
            when session_id is not null then 0
            when lag(occurred_at) over alike >= occurred_at - interval '30' minute then 0
            else 1
        end as opens_run
    from local_events
    window alike as (
        partition by day, user_id, session_id order by occurred_at, event_id
    )
),

runs as (
    select
        day, account_id, user_id, session_id, feature_id, occurred_at,
        cast(sum(opens_run) over (
            partition by day, user_id, session_id order by occurred_at, event_id
            rows between unbounded preceding and current row
        ) as bigint) as run_no
    from gaps
)

select
    day, account_id, user_id, session_id, run_no, feature_id,
    min(occurred_at) as first_at, max(occurred_at) as last_at
from runs
group by day, account_id, user_id, session_id, run_no, feature_id
order by day, user_id, session_id, run_no, account_id, feature_id
