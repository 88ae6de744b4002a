-- One row per period and account used in the 30 days before the cut-off: how many
-- users and features that was, and the uses of expansion features.
with
cut_offs as (
    select
        window_id, ends_on, date_add('day', -30, ends_on) as begins_on,
        lag(ends_on) over (order by ends_on) as previous_ends_on
    from windows
    where name = 'period'
),

recent as (
    select
        d.day, c.window_id,
        c.previous_ends_on is null or d.day >= c.previous_ends_on as is_new
    from days as d
    join cut_offs as c on d.day < c.ends_on and d.day >= c.begins_on
),

-- The last day of each user between two cut-offs stands for the others.
last_days as (
    select d.window_id, u.account_id, u.user_id, max(u.day) as last_on
    from users_daily as u
    join recent as d on d.day = u.day and d.is_new
    group by d.window_id, u.account_id, u.user_id
),

active as (
    select c.window_id, l.account_id, count(distinct l.user_id) as active_users
    from last_days as l
    join cut_offs as c on l.window_id <= c.window_id and l.last_on >= c.begins_on
    group by c.window_id, l.account_id
),

used as (
    select d.window_id, u.account_id, u.feature_id, sum(u.events) as events
    from account_features_daily as u
    join recent as d on d.day = u.day
    group by d.window_id, u.account_id, u.feature_id
),

broad as (
    select
        u.window_id, u.account_id, count(*) as features_used,
        cast(sum(case when r.feature_id is not null then u.events else 0 end)
            as bigint) as expansion_uses
    from used as u
    left join feature_roles as r on r.feature_id = u.feature_id and r.role = 'expansion'
    group by u.window_id, u.account_id
)

select
    window_id, account_id, a.active_users, b.features_used, b.expansion_uses
from active as a
full join broad as b using (window_id, account_id)
