-- One row per account that no account record or link resolves, and currency:
-- its recurring revenue at the closing of the period.
select
    m.account_id, m.currency, m.closing
from account_movements as m
join account_segments as s
    on s.account_id = m.account_id and s.dimension = 'csm' and s.value = 'unlinked'
join windows as w on w.window_id = m.window_id and w.name = 'period' and w.is_current
order by m.account_id, m.currency
