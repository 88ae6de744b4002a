-- One row per period and account: its use in the 30 days before the cut-off and
-- in the 90 days before those, and its last login.
with
windowed as (
    select
        w.window_id, u.account_id, u.user_id, u.feature_id, u.day, u.events, u.logins,
        u.last_login_at,
        u.day >= date_add('day', -30, w.ends_on) as is_recent,
        u.day >= date_add('day', -120, w.ends_on)
            and u.day < date_add('day', -30, w.ends_on) as is_before,
        w.ends_at
    from usage_daily as u
    join windows as w on w.name = 'period' and u.day < w.ends_on
)

select
    w.window_id, w.account_id,
    cast(sum(case when w.is_recent then w.events else 0 end) as bigint) as events_30,
    cast(sum(case when w.is_before then w.events else 0 end) as bigint)
        as events_90_before,
    count(distinct case when w.is_recent then w.user_id end) as active_users,
    count(distinct case when w.is_recent and w.user_id is not null
        then w.user_id || ' ' || cast(w.day as varchar) end) as active_days_30,
    cast(sum(case when w.is_recent then w.logins else 0 end) as bigint) as logins_30,
    count(distinct case when w.is_recent then w.feature_id end) as features_used,
    cast(sum(case when w.is_recent and r.feature_id is not null
        then w.events else 0 end) as bigint) as expansion_uses,
    date_diff('millisecond', max(w.last_login_at), max(w.ends_at)) as since_login_ms
from windowed as w
left join feature_roles as r on r.feature_id = w.feature_id and r.role = 'expansion'
group by w.window_id, w.account_id
