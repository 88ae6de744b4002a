-- Members of a "within W" rate: those whose window closes in the period. Pending
-- are those who started before its end and are not due yet.
select
    w.window_id, c.account_id, c.fact, c.item, c.member_id,
    c.due_at >= w.ends_at as is_pending,
    coalesce(c.due_at < w.ends_at and c.done_at <= c.due_at, false) as is_hit,
    cast(null as bigint) as duration_ms,
    cast(null as varchar) as currency,
    cast(null as decimal(38,6)) as amount
from (
    select
        account_id, fact, item, member_id, from_at, done_at,
        from_at + interval '1' day * within_days as due_at
    from clocks
) as c
join windows as w
    on w.name = 'period' and c.from_at < w.ends_at and c.due_at >= w.starts_at
