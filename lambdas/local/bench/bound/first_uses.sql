-- When each user first did what the report asks for, over the whole history: one
-- pass, one row per user; then users by week and segment.
with
firsts as (
    select
        e.user_id, any_value(e.account_id) as account_id,
        min(e.occurred_at) as first_at,
        min(e.occurred_at) filter (where f.is_core) as core_at,
        min(e.occurred_at) filter (where f.is_key) as key_at,
        min(e.occurred_at) filter (where f.is_critical) as critical_at,
        min(e.occurred_at) filter (where f.is_activation) as activation_at,
        min(e.occurred_at) filter (where f.is_expansion) as expansion_at
    from events as e
    left join feature_bits as f on f.feature_id = e.feature_id
    group by e.user_id
)

select
    w.week, segment, count(*) as first_seen,
    count(*) filter (where core_at >= w.from_at and core_at < w.to_at) as core,
    count(*) filter (where key_at >= w.from_at and key_at < w.to_at) as key,
    count(*) filter (where critical_at >= w.from_at and critical_at < w.to_at)
        as critical,
    count(*) filter (where activation_at >= w.from_at and activation_at < w.to_at)
        as activation,
    count(*) filter (where expansion_at >= w.from_at and expansion_at < w.to_at)
        as expansion
from firsts
join account_dimensions using (account_id)
asof join weeks as w on first_at >= w.from_at
group by w.week, grouping sets ((), (segment))
