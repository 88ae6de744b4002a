-- One row per window, dimension and value: distinct users, and the days on which
-- each was active, summed. A user counts once in the total, and once in every
-- account that the user was active in.
with
user_days as (
    select
        w.window_id, d.account_id, d.user_id, d.day,
        row_number() over (
            partition by w.window_id, d.user_id, d.day order by d.account_id
        ) as place
    from usage_daily as d
    join windows as w
        on w.name in ('period', 'trailing_7_days', 'trailing_30_days')
        and d.day >= w.starts_on and d.day < w.ends_on
    where d.user_id is not null
    group by w.window_id, d.account_id, d.user_id, d.day
),

by_account as (
    select
        window_id, account_id, user_id, count(*) as active_days,
        count(*) filter (where place = 1) as own_days
    from user_days
    group by window_id, account_id, user_id
),

placed as (
    select
        window_id, account_id, active_days,
        sum(own_days) over (partition by window_id, user_id) as all_days,
        row_number() over (
            partition by window_id, user_id order by account_id
        ) as place
    from by_account
)

select
    p.window_id, s.dimension, s.value,
    count(*) as active_users,
    cast(sum(case when s.dimension = 'all' then p.all_days else p.active_days end)
        as bigint) as active_user_days
from placed as p
join account_segments as s on s.account_id = p.account_id
where s.dimension <> 'all' or p.place = 1
group by p.window_id, s.dimension, s.value
order by p.window_id, s.dimension, s.value
