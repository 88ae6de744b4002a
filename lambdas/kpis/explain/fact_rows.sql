-- Ends a query of facts: one row per member of the facts asked for, in each window
-- and part of the base asked for.
select
    f.window_id, p.dimension, p.value, f.fact, f.item, f.member_id, f.account_id,
    a.name as account, f.is_pending, f.is_hit, f.duration_ms, f.currency, f.amount
from facts as f
join asked_facts as q on q.fact = f.fact
join asked_windows as t on t.window_id = f.window_id
join account_segments as s on s.account_id = f.account_id
join asked_parts as p on p.dimension = s.dimension and p.value = s.value
left join account_attributes as a on a.account_id = f.account_id
order by
    f.window_id, p.dimension, p.value, f.fact, f.item, f.account_id, f.member_id,
    f.currency
