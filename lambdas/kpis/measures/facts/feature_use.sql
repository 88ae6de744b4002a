-- One row per user and feature used in a period, or in the one before it: the
-- latter is true where the feature was used in both.
with
near_days as (
    select d.day, w.window_id, d.day >= w.starts_on as is_now
    from days as d
    join windows as w
        on w.name = 'period' and d.day >= w.previous_starts_on and d.day < w.ends_on
),

used as (
    select
        d.window_id, u.feature_id, u.user_id, min(u.account_id) as account_id,
        max(case when d.is_now then 1 else 0 end) = 1 as is_now,
        max(case when d.is_now then 0 else 1 end) = 1 as is_before
    from usage_daily as u
    join near_days as d on d.day = u.day
    where u.feature_id is not null and u.user_id is not null
    group by d.window_id, u.feature_id, u.user_id
)

select
    u.window_id, u.account_id, f.fact, u.feature_id as item, u.user_id as member_id,
    u.is_now as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from used as u
cross join (values ('feature_user'), ('retained_feature_user')) as f (fact)
where case f.fact when 'feature_user' then u.is_now else u.is_before end
