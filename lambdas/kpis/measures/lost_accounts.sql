-- One row per window and account lost in it, with the end reason of its span
-- that ended last; of several that ended that day the largest gives the reason,
-- and any makes the loss involuntary.
with
lost as (
    select m.window_id, m.account_id, w.ends_on
    from account_movements as m
    join windows as w on w.window_id = m.window_id
    where m.was_base and not m.is_base and m.is_first_currency
),

endings as (
    select
        l.window_id, l.account_id, s.end_reason,
        i.end_reason is not null as is_involuntary,
        rank() over account_by_day as day_place,
        row_number() over (
            partition by l.window_id, l.account_id
            order by s.ends_on desc, s.mrr_minor desc, s.item_id
        ) as place
    from lost as l
    join recurring_spans as s on s.account_id = l.account_id
    left join involuntary_end_reasons as i on i.end_reason = s.end_reason
    where (s.is_paying or s.is_paused) and s.ends_on < l.ends_on
    window account_by_day as (
        partition by l.window_id, l.account_id order by s.ends_on desc
    )
)

select
    window_id, account_id,
    max(case when place = 1 then end_reason end) as end_reason,
    max(case when is_involuntary then 1 else 0 end) = 1 as is_involuntary
from endings
where day_place = 1
group by window_id, account_id
