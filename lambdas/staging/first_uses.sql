-- One row per account, user, feature and session, for the first three sessions
-- of the user, and the first three in which that feature was used: what "first",
-- "second" and "third" need, whatever features are asked for together. Feature is null
-- for events without one. Without a session id 30 silent minutes end a session.
with
gaps as (
    select
        account_id, user_id, feature_id, session_id, run_no, first_at,
        coalesce(later_at, first_at) as last_at,
        case
            when max(coalesce(later_at, first_at)) over (
                partition by user_id
                order by
                    first_at, coalesce(later_at, first_at), run_no, account_id, feature_id
                rows between unbounded preceding and 1 preceding
            ) >= first_at - interval '30' minute then 0
            else 1
        end as opens_session
    from session_days
    where session_id is null
),

runs as (
    select
        account_id, user_id, feature_id, session_id, first_at,
        coalesce(later_at, first_at) as last_at, cast(0 as bigint) as session_run
    from session_days
    where session_id is not null
    union all
    select
        account_id, user_id, feature_id, session_id, first_at, last_at,
        cast(sum(opens_session) over (
            partition by user_id
            order by first_at, last_at, run_no, account_id, feature_id
            rows between unbounded preceding and current row
        ) as bigint) as session_run
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
        user_id, session_id, session_run, min(first_at) as starts_at,
        max(last_at) as ends_at,
        row_number() over (
            partition by user_id
            order by min(first_at), session_id nulls last, session_run
        ) as session_no
    from used
    group by user_id, session_id, session_run
),

placed as (
    select
        u.account_id, u.user_id, u.feature_id, u.session_id, u.first_at,
        s.starts_at as session_starts_at, s.ends_at as session_ends_at, s.session_no,
        row_number() over (
            partition by u.account_id, u.user_id, u.feature_id
            order by u.first_at, s.session_no
        ) as use_no
    from used as u
    join sessions as s
        on coalesce('u' || s.user_id, '') = coalesce('u' || u.user_id, '')
        and coalesce('s' || s.session_id, '') = coalesce('s' || u.session_id, '')
        and s.session_run = u.session_run
)

select
    account_id, user_id, feature_id, use_no, session_no, session_id, first_at,
    session_starts_at, session_ends_at
from placed
where use_no <= 3 or session_no <= 3
order by user_id, account_id, feature_id, session_no
