-- Members of a window with a duration each, as the file states them.
select
    c.window_id, c.account_id, c.fact, '' as item, c.member_id,
    false as is_pending, false as is_hit, c.duration_ms,
    cast(null as varchar) as currency,
    cast(c.amount as decimal(38,6)) as amount
from clocks as c
