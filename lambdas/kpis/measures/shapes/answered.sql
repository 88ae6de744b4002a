-- Durations of those that started in the period; pending until they are answered.
-- `else_at` stands in as long as `done_at` is not known.
select
    w.window_id, c.account_id, c.fact, '' as item, c.member_id,
    coalesce(c.done_at >= w.ends_at, true) and coalesce(c.else_at >= w.ends_at, true)
        as is_pending,
    false as is_hit,
    case
        when c.done_at < w.ends_at then date_diff('millisecond', c.from_at, c.done_at)
        when c.else_at < w.ends_at then date_diff('millisecond', c.from_at, c.else_at)
    end as duration_ms,
    cast(null as varchar) as currency,
    cast(null as decimal(38,6)) as amount
from clocks as c
join windows as w
    on w.name = 'period' and c.from_at >= w.starts_at and c.from_at < w.ends_at
