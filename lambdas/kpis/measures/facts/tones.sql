-- One row per judged text of the period: 1 where its tone is positive, -1 where
-- it is negative.
select
    w.window_id, coalesce(m.account_id, '') as account_id, 'mention' as fact,
    '' as item, m.mention_id as member_id, m.tone = 'positive' as is_hit,
    cast(null as varchar) as currency,
    case m.tone when 'positive' then 1 when 'negative' then -1 else 0 end as amount
from mentions as m
join windows as w
    on w.name = 'period' and m.occurred_at >= w.starts_at and m.occurred_at < w.ends_at
