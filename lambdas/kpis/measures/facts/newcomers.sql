-- One row per period and account that pays for the first time at its closing, by
-- its onboarding model.
select
    m.window_id, m.account_id, 'newcomer' as fact,
    case s.value when 'unlinked' then 'unknown' else s.value end as item,
    m.account_id as member_id, false as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from account_movements as m
join windows as w on w.window_id = m.window_id and w.name = 'period'
join account_segments as s
    on s.account_id = m.account_id and s.dimension = 'onboarding_model'
where m.is_first_currency and m.is_paying and m.is_new
