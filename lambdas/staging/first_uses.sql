-- One row per account, user, feature and session, for the first three sessions
-- of the user, and the first three in which that feature was used: what "first",
-- "second" and "third" need, whatever features are asked for together. Feature is null
-- for events without one. Without a session id 30 silent minutes end a session.
with
gaps as (
    select
        account_id, user_id, feature_id, session_id, run_no, first_at, last_at,
        case
            when session_id is not null then 0
            when max(last_at) over (
                partition by user_id, session_id
                order by first_at, last_at, run_no, account_id, feature_id
                rows between unbounded preceding and 1 preceding
            ) >= first_at - interval '30' minute then 0
            else 1
        end as opens_session
    from session_days
),

runs as (
    select
        account_id, user_id, feature_id, session_id, first_at, last_at,
        sum(opens_session) over (
            partition by user_id, session_id
            order by first_at, last_at, run_no, account_id, feature_id
            rows between unbounded preceding and current row
        ) as session_run
    from gaps
),

used as (
    select
        account_id, user_id, feature_id, session_id, session_run,
        min(first_at) as first_at, max(last_at) as last_at
    from runs
    group by account_id, user_id, feature_id, session_id, session_run
),

sessions as (
    select
        account_id, user_id, feature_id, session_id, session_run, first_at,
        min(first_at) over of_session as session_starts_at,
        max(last_at) over of_session as session_ends_at
    from used
    window of_session as (partition by user_id, session_id, session_run)
),

numbered as (
    select
        account_id, user_id, feature_id, session_id, first_at, session_starts_at,
        session_ends_at,
        dense_rank() over (
            partition by user_id
            order by session_starts_at, session_id nulls last, session_run
        ) as session_no
    from sessions
),

placed as (
    select
        account_id, user_id, feature_id, session_id, first_at, session_starts_at,
        session_ends_at, session_no,
        row_number() over (
            partition by account_id, user_id, feature_id order by first_at, session_no
        ) as use_no
    from numbered
)

select
    account_id, user_id, feature_id, use_no, session_no, session_id, first_at,
    session_starts_at, session_ends_at
from placed
where use_no <= 3 or session_no <= 3
