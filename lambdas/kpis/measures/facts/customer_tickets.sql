-- One row per customer with the tickets that it opened in the period.
select
    w.window_id, t.account_id, 'customer_tickets' as fact, '' as item,
    t.account_id as member_id, false as is_hit, cast(null as varchar) as currency,
    count(*) as amount
from tickets as t
join windows as w
    on w.name = 'period' and t.created_at >= w.starts_at and t.created_at < w.ends_at
join account_movements as m
    on m.window_id = w.window_id and m.account_id = t.account_id
    and m.is_paying and m.is_first_currency
group by w.window_id, t.account_id
