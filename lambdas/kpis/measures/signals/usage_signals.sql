-- One row per period and account that was ever used before its cut-off: use in the
-- 30 days before it and in the 90 days before those, and the last login. What
-- happened between two cut-offs is put together first: no period reads all days.
with
cut_offs as (
    select
        window_id, ends_on, ends_at,
        lag(ends_on) over (order by ends_on) as previous_ends_on
    from windows
    where name = 'period'
),

-- Days with the cut-offs that they are near, and with the first one after them.
near as (
    select
        d.day, c.window_id,
        d.day >= date_add('day', -30, c.ends_on) as is_recent,
        d.day >= date_add('day', -120, c.ends_on) as is_near,
        c.previous_ends_on is null or d.day >= c.previous_ends_on as is_new
    from days as d
    join cut_offs as c on d.day < c.ends_on
    where d.day >= date_add('day', -120, c.ends_on)
        or c.previous_ends_on is null or d.day >= c.previous_ends_on
),

uses as (
    select
        d.window_id, a.account_id,
        max(case when d.is_new then 1 else 0 end) as is_new,
        sum(case when d.is_recent then a.events end) as events_30,
        sum(case when d.is_near and not d.is_recent then a.events end)
            as events_90_before,
        sum(case when d.is_recent then a.logins end) as logins_30,
        sum(case when d.is_recent then a.users end) as active_days_30,
        max(case when d.is_new then a.last_login_at end) as last_login_at
    from accounts_daily as a
    join near as d on d.day = a.day
    group by d.window_id, a.account_id
)

select
    c.window_id, u.account_id,
    cast(sum(case when u.window_id = c.window_id then coalesce(u.events_30, 0) else 0 end)
        as bigint) as events_30,
    cast(sum(case when u.window_id = c.window_id
        then coalesce(u.events_90_before, 0) else 0 end) as bigint) as events_90_before,
    cast(sum(case when u.window_id = c.window_id then coalesce(u.logins_30, 0) else 0 end)
        as bigint) as logins_30,
    cast(sum(case when u.window_id = c.window_id
        then coalesce(u.active_days_30, 0) else 0 end) as bigint) as active_days_30,
    date_diff('millisecond', max(u.last_login_at), max(c.ends_at)) as since_login_ms
from uses as u
join cut_offs as c on u.window_id <= c.window_id
group by c.window_id, u.account_id
having max(u.is_new) = 1
