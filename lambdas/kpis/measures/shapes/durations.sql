-- Durations belong to the period in which they ended. `else_at` stands in as long
-- as `done_at` is not known; a clock that starts after the cut-off has not started.
select
    w.window_id, c.account_id, c.fact, '' as item, c.member_id,
    false as is_pending, false as is_hit,
    date_diff('millisecond', c.from_at,
        case when c.done_at < w.ends_at then c.done_at else c.else_at end)
        as duration_ms,
    cast(null as varchar) as currency,
    cast(null as decimal(38,6)) as amount
from clocks as c
join windows as w
    on w.name = 'period'
    and case when c.done_at < w.ends_at then c.done_at else c.else_at end >= w.starts_at
    and case when c.done_at < w.ends_at then c.done_at else c.else_at end < w.ends_at
where c.from_at < w.ends_at
