-- One row per account paying at the opening: true where it used some expansion
-- feature for the first time ever in the period.
with
started as (
    select w.window_id, f.account_id, count(*) as features
    from expansion_uses as f
    join windows as w
        on w.name = 'period' and f.first_at >= w.starts_at and f.first_at < w.ends_at
    group by w.window_id, f.account_id
)

select
    m.window_id, m.account_id, 'expansion_first_use' as fact, '' as item,
    m.account_id as member_id, s.features is not null as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from account_movements as m
join windows as w on w.window_id = m.window_id and w.name = 'period'
left join started as s
    on s.window_id = m.window_id and s.account_id = m.account_id
where m.is_first_currency and m.was_paying
