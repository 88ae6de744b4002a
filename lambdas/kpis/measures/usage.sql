-- One row per window, dimension and value: distinct users, and the days on
-- which each was active, summed. A user counts once in the total, and once in
-- every account that the user was active in.
with
user_days as (
    select distinct day, account_id, user_id
    from usage_daily
    where user_id is not null
),

by_account as (
    select
        w.window_id, d.account_id, d.user_id, count(*) as active_days
    from user_days as d
    join windows as w
        on w.name in ('period', 'trailing_7_days', 'trailing_30_days')
        and d.day >= w.starts_on and d.day < w.ends_on
    group by w.window_id, d.account_id, d.user_id
),

in_total as (
    select
        w.window_id, d.user_id, count(distinct d.day) as active_days
    from user_days as d
    join windows as w
        on w.name in ('period', 'trailing_7_days', 'trailing_30_days')
        and d.day >= w.starts_on and d.day < w.ends_on
    group by w.window_id, d.user_id
)

select
    window_id, 'all' as dimension, '' as value,
    count(*) as active_users,
    cast(sum(active_days) as bigint) as active_user_days
from in_total
group by window_id
union all
select
    u.window_id, s.dimension, s.value,
    count(*) as active_users,
    cast(sum(u.active_days) as bigint) as active_user_days
from by_account as u
join account_segments as s on s.account_id = u.account_id
where s.dimension <> 'all'
group by u.window_id, s.dimension, s.value
order by window_id, dimension, value
