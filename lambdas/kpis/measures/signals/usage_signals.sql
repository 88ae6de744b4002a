-- One row per period and account: its use in the 30 days before the cut-off and
-- in the 90 days before those, and its last login. Use is summed by day first, and
-- who used it by the days between two cut-offs: no period reads all of it again.
with
periods as (
    select
        window_id, ends_on, ends_at,
        lag(ends_on) over (order by ends_on) as previous_ends_on
    from windows
    where name = 'period'
),

days as (select distinct day from usage_daily),

-- Every day with the first cut-off after it.
cut_offs as (
    select d.day, p.ends_on
    from days as d
    join periods as p
        on d.day < p.ends_on
        and (p.previous_ends_on is null or d.day >= p.previous_ends_on)
),

near as (
    select
        d.day, p.window_id,
        d.day >= date_add('day', -30, p.ends_on) as is_recent
    from days as d
    join periods as p
        on d.day < p.ends_on and d.day >= date_add('day', -120, p.ends_on)
),

account_days as (
    select
        u.account_id, u.day, sum(u.events) as events, sum(u.logins) as logins,
        sum(case when r.feature_id is not null then u.events else 0 end)
            as expansion_uses,
        max(u.last_login_at) as last_login_at
    from usage_daily as u
    left join feature_roles as r on r.feature_id = u.feature_id and r.role = 'expansion'
    group by u.account_id, u.day
),

user_days as (
    select account_id, user_id, day
    from usage_daily
    where user_id is not null
        and day >= (select date_add('day', -30, min(ends_on)) from periods)
    group by account_id, user_id, day
),

users_on as (
    select account_id, day, count(*) as users
    from user_days
    group by account_id, day
),

sums as (
    select
        n.window_id, a.account_id,
        cast(sum(case when n.is_recent then a.events else 0 end) as bigint) as events_30,
        cast(sum(case when n.is_recent then 0 else a.events end) as bigint)
            as events_90_before,
        cast(sum(case when n.is_recent then a.logins else 0 end) as bigint) as logins_30,
        cast(sum(case when n.is_recent then a.expansion_uses else 0 end) as bigint)
            as expansion_uses,
        cast(sum(case when n.is_recent then u.users end) as bigint) as active_days_30
    from account_days as a
    join near as n on n.day = a.day
    left join users_on as u on u.account_id = a.account_id and u.day = a.day
    group by n.window_id, a.account_id
),

last_days as (
    select u.account_id, u.user_id, c.ends_on, max(u.day) as last_on
    from user_days as u
    join cut_offs as c on c.day = u.day
    group by u.account_id, u.user_id, c.ends_on
),

recent_users as (
    select p.window_id, l.account_id, l.user_id
    from last_days as l
    join periods as p
        on l.ends_on <= p.ends_on and l.last_on >= date_add('day', -30, p.ends_on)
    group by p.window_id, l.account_id, l.user_id
),

active as (
    select window_id, account_id, count(*) as active_users
    from recent_users
    group by window_id, account_id
),

last_uses as (
    select u.account_id, u.feature_id, c.ends_on, max(u.day) as last_on
    from usage_daily as u
    join cut_offs as c on c.day = u.day
    where u.feature_id is not null
    group by u.account_id, u.feature_id, c.ends_on
),

broad as (
    select p.window_id, l.account_id, count(distinct l.feature_id) as features_used
    from last_uses as l
    join periods as p
        on l.ends_on <= p.ends_on and l.last_on >= date_add('day', -30, p.ends_on)
    group by p.window_id, l.account_id
),

last_logins as (
    select a.account_id, c.ends_on, max(a.last_login_at) as last_login_at
    from account_days as a
    join cut_offs as c on c.day = a.day
    group by a.account_id, c.ends_on
),

seen as (
    select
        p.window_id, l.account_id,
        date_diff('millisecond', max(l.last_login_at), max(p.ends_at))
            as since_login_ms
    from last_logins as l
    join periods as p on l.ends_on <= p.ends_on
    group by p.window_id, l.account_id
)

select
    e.window_id, e.account_id,
    coalesce(s.events_30, 0) as events_30,
    coalesce(s.events_90_before, 0) as events_90_before,
    coalesce(a.active_users, 0) as active_users,
    coalesce(s.active_days_30, 0) as active_days_30,
    coalesce(s.logins_30, 0) as logins_30,
    coalesce(b.features_used, 0) as features_used,
    coalesce(s.expansion_uses, 0) as expansion_uses,
    e.since_login_ms
from seen as e
left join sums as s on s.window_id = e.window_id and s.account_id = e.account_id
left join active as a on a.window_id = e.window_id and a.account_id = e.account_id
left join broad as b on b.window_id = e.window_id and b.account_id = e.account_id
