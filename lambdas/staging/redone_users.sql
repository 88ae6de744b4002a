-- One row per user whose rows of first_uses may be others than in an earlier snapshot,
-- which are what first_uses holds here; '' stands for no user. session_days holds the
-- days that are not the same in both, as they were and as they are: a row that both
-- have is there twice. What comes or goes after all uses that are kept of a user
-- changes nothing, unless it lengthens a session that is kept or would be kept itself.
with
changed as (
    select
        coalesce('u' || user_id, '') as user_key, account_id,
        coalesce('f' || feature_id, '') as feature_key, session_id, first_at
    from session_days
    group by day, account_id, user_id, session_id, run_no, feature_id, first_at, later_at
    having count(*) = 1
),

kept as (
    select
        coalesce('u' || u.user_id, '') as user_key, u.account_id,
        coalesce('f' || u.feature_id, '') as feature_key, u.session_id, u.use_no,
        u.session_no, u.first_at, u.session_ends_at
    from first_uses as u
    join (select distinct user_key from changed) as c
        on c.user_key = coalesce('u' || u.user_id, '')
),

kept_users as (
    select
        user_key, max(first_at) as last_first_at,
        max(case when session_no = 3 then 1 else 0 end) = 1 as has_three,
        coalesce(
            max(case when session_id is null then session_ends_at end),
            timestamp '0001-01-01 00:00:00'
        ) as silent_from
    from kept
    group by user_key
),

kept_sessions as (
    select distinct user_key, session_id
    from kept
    where session_id is not null
)

select distinct substr(c.user_key, 2) as user_id
from changed as c
left join kept_users as u on u.user_key = c.user_key
left join kept_sessions as s
    on s.user_key = c.user_key and s.session_id = c.session_id
left join kept as t
    on t.user_key = c.user_key and t.account_id = c.account_id
    and t.feature_key = c.feature_key and t.use_no = 3
where not coalesce(
    u.has_three and t.use_no = 3 and c.first_at > u.last_first_at
        and case when c.session_id is null
            then c.first_at > u.silent_from + interval '30' minute
            else s.session_id is null end,
    false
)
