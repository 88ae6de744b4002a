-- One row per window, dimension and value: distinct users, and the days on which
-- each was active, summed. A user counts once in the total, and once in every
-- account that the user was active in.
with
window_days as (
    select w.window_id, d.day
    from days as d
    join windows as w
        on w.name in ('period', 'trailing_7_days', 'trailing_30_days')
        and d.day >= w.starts_on and d.day < w.ends_on
),

by_account as (
    select
        d.window_id, u.account_id, u.user_id, count(*) as active_days,
        count(*) filter (where u.place = 1) as own_days
    from users_daily as u
    join window_days as d on d.day = u.day
    group by d.window_id, u.account_id, u.user_id
),

placed as (
    select
        window_id, account_id, active_days,
        sum(own_days) over (partition by window_id, user_id) as all_days,
        row_number() over (
            partition by window_id, user_id order by account_id
        ) as place
    from by_account
),

counted as (
    select
        window_id, account_id, count(*) as users,
        count(*) filter (where place = 1) as users_once,
        sum(active_days) as user_days,
        sum(case when place = 1 then all_days end) as user_days_once
    from placed
    group by window_id, account_id
)

select
    c.window_id, s.dimension, s.value,
    cast(sum(case when s.dimension = 'all' then c.users_once else c.users end)
        as bigint) as active_users,
    cast(sum(case when s.dimension = 'all' then c.user_days_once else c.user_days end)
        as bigint) as active_user_days
from counted as c
join account_segments as s on s.account_id = c.account_id
where s.dimension <> 'all' or c.users_once > 0
group by c.window_id, s.dimension, s.value
order by c.window_id, s.dimension, s.value
