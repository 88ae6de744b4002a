-- One row per window, dimension and value: distinct users, and the days on which
-- each was active, summed. A user counts once in the total, and once in every
-- account that the user was active in.
with
-- Windows over the same days are counted once.
ranges as (
    select min(window_id) as range_id, starts_on, ends_on
    from windows
    where name in ('period', 'trailing_7_days', 'trailing_30_days')
    group by starts_on, ends_on
),

days as (
    select d.day, r.range_id
    from (select distinct day from usage_daily) as d
    join ranges as r on d.day >= r.starts_on and d.day < r.ends_on
),

user_days as (
    select account_id, user_id, day
    from usage_daily
    where user_id is not null and day >= (select min(starts_on) from ranges)
    group by account_id, user_id, day
),

first_accounts as (
    select user_id, day, min(account_id) as account_id
    from user_days
    group by user_id, day
),

by_account as (
    select
        d.range_id, u.account_id, u.user_id, count(*) as active_days,
        count(*) filter (where f.account_id = u.account_id) as own_days
    from user_days as u
    join first_accounts as f on f.user_id = u.user_id and f.day = u.day
    join days as d on d.day = u.day
    group by d.range_id, u.account_id, u.user_id
),

by_user as (
    select
        range_id, user_id, min(account_id) as account_id,
        cast(sum(own_days) as bigint) as all_days
    from by_account
    group by range_id, user_id
),

counted as (
    select
        range_id, account_id, 'each' as counts, count(*) as users,
        cast(sum(active_days) as bigint) as user_days
    from by_account
    group by range_id, account_id
    union all
    select
        range_id, account_id, 'once' as counts, count(*) as users,
        cast(sum(all_days) as bigint) as user_days
    from by_user
    group by range_id, account_id
)

select
    w.window_id, s.dimension, s.value,
    cast(sum(c.users) as bigint) as active_users,
    cast(sum(c.user_days) as bigint) as active_user_days
from counted as c
join account_segments as s
    on s.account_id = c.account_id
    and c.counts = case when s.dimension = 'all' then 'once' else 'each' end
join ranges as r on r.range_id = c.range_id
join windows as w
    on w.starts_on = r.starts_on and w.ends_on = r.ends_on
    and w.name in ('period', 'trailing_7_days', 'trailing_30_days')
group by w.window_id, s.dimension, s.value
order by w.window_id, s.dimension, s.value
