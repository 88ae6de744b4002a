-- Durations belong to the period in which they ended. `else_at` stands in as long
-- as `done_at` is not known; a clock that starts after the cut-off has not started.
-- Which period an end lies near is told by the UTC day before it: engines look an
-- equal day up, and a local day is at most one off.
select
    e.window_id, e.account_id, e.fact, '' as item, e.member_id,
    false as is_pending, false as is_hit,
    date_diff('millisecond', e.from_at, e.ended_at) as duration_ms,
    cast(null as varchar) as currency,
    cast(null as decimal(38,6)) as amount
from (
    select
        n.window_id, n.starts_at, n.ends_at, c.account_id, c.fact, c.member_id,
        c.from_at, c.done_at, c.is_done,
        case when c.is_done then c.done_at else c.else_at end as ended_at
    from (
        select
            k.account_id, k.fact, k.member_id, k.from_at, k.done_at, k.else_at,
            d.is_done
        from clocks as k
        cross join (values (true), (false)) as d (is_done)
    ) as c
    join (
        select d.day, w.window_id, w.starts_at, w.ends_at
        from days as d
        join windows as w
            on w.name = 'period'
            and d.day >= date_add('day', -2, w.starts_on) and d.day < w.ends_on
    ) as n
        on n.day = date_add('day', -1,
            cast(case when c.is_done then c.done_at else c.else_at end as date))
) as e
where e.ended_at >= e.starts_at and e.ended_at < e.ends_at and e.from_at < e.ends_at
    and (e.is_done or e.done_at is null or e.done_at >= e.ends_at)
