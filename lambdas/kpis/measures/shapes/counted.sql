-- Members of a window, as the file states them.
select
    c.window_id, c.account_id, c.fact, c.item, c.member_id,
    false as is_pending, c.is_hit,
    cast(null as bigint) as duration_ms, c.currency,
    cast(c.amount as decimal(38,6)) as amount
from clocks as c
