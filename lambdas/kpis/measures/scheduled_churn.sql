-- One row per window, dimension, value and currency: recurring revenue whose
-- end is already set inside the next period. What follows on the same item the
-- same day is not lost; a plan change is no churn.
with
ending as (
    select
        w.window_id, s.account_id, s.currency, s.item_id, s.mrr_minor,
        s.set_to_end_on
    from recurring_spans as s
    join windows as w
        on w.name = 'period'
        and s.starts_on < w.ends_on
        and (s.ends_on is null or s.ends_on >= w.ends_on)
        and s.set_to_end_on >= w.ends_on
        and s.set_to_end_on < w.next_ends_on
    where s.is_paying and coalesce(s.reason_set, '') <> 'changed'
),

losses as (
    select
        e.window_id, e.account_id, e.currency,
        greatest(e.mrr_minor - coalesce(n.mrr_minor, 0), 0) as lost
    from ending as e
    left join recurring_spans as n
        on n.item_id = e.item_id
        and n.starts_on = e.set_to_end_on
        and n.currency = e.currency
        and (n.is_paying or n.is_paused)
)

select
    l.window_id, s.dimension, s.value, l.currency,
    sum(l.lost) as scheduled_churn_mrr
from losses as l
join account_segments as s on s.account_id = l.account_id
group by l.window_id, s.dimension, s.value, l.currency
order by l.window_id, s.dimension, s.value, l.currency
