-- One row per window, dimension and value: customers that paid once and are
-- neither paying nor paused at the window's closing, and the days from their
-- first payment to their last loss.
with
lives as (
    select
        w.window_id, s.account_id,
        min(case when s.is_paying then s.starts_on end) as first_paid_on,
        max(s.ends_on) as lost_on,
        max(case when s.ends_on is null or s.ends_on >= w.ends_on
            then 1 else 0 end) as is_running
    from recurring_spans as s
    join windows as w on w.name = 'period' and s.starts_on < w.ends_on
    where s.is_paying or s.is_paused
    group by w.window_id, s.account_id
)

select
    l.window_id, s.dimension, s.value,
    count(*) as lost_customers,
    cast(sum(date_diff('day', l.first_paid_on, l.lost_on)) as bigint) as days_paid
from lives as l
join account_segments as s on s.account_id = l.account_id
where l.is_running = 0 and l.first_paid_on is not null
group by l.window_id, s.dimension, s.value
order by l.window_id, s.dimension, s.value
