-- One row per window, dimension and value: accounts with at least one event,
-- and the distinct features that each used, summed.
with
used as (
    select
        w.window_id, u.account_id, u.feature_id
    from usage_daily as u
    join windows as w
        on w.name = 'period' and u.day >= w.starts_on and u.day < w.ends_on
    group by w.window_id, u.account_id, u.feature_id
),

by_account as (
    select window_id, account_id, count(feature_id) as features_used
    from used
    group by window_id, account_id
)

select
    a.window_id, s.dimension, s.value,
    count(*) as active_accounts,
    cast(sum(a.features_used) as bigint) as features_used
from by_account as a
join account_segments as s on s.account_id = a.account_id
group by a.window_id, s.dimension, s.value
order by a.window_id, s.dimension, s.value
