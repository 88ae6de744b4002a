-- Ends customer_lifespan.sql: one row per lost customer.
select
    l.window_id, p.dimension, p.value, l.account_id, a.name as account,
    l.first_paid_on, l.lost_on, 1 as lost_customers,
    date_diff('day', l.first_paid_on, l.lost_on) as days_paid
from lives as l
join asked_windows as t on t.window_id = l.window_id
join account_segments as s on s.account_id = l.account_id
join asked_parts as p on p.dimension = s.dimension and p.value = s.value
left join account_attributes as a on a.account_id = l.account_id
where l.is_running = 0 and l.first_paid_on is not null
order by l.window_id, p.dimension, p.value, l.account_id
