-- One row per window and feature, listed or used: distinct users who used it.
with
listed as (
    select feature_id from features
    union
    select feature_id from usage_daily where feature_id is not null
),

used as (
    select
        w.window_id, u.feature_id, u.user_id
    from usage_daily as u
    join windows as w
        on w.name = 'period' and u.day >= w.starts_on and u.day < w.ends_on
    where u.feature_id is not null and u.user_id is not null
    group by w.window_id, u.feature_id, u.user_id
)

select
    w.window_id, l.feature_id, count(u.user_id) as feature_users
from listed as l
join windows as w on w.name = 'period'
left join used as u on u.window_id = w.window_id and u.feature_id = l.feature_id
group by w.window_id, l.feature_id
order by w.window_id, l.feature_id
