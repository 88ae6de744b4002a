-- One row per window, dimension, value and currency: recurring revenue whose
-- end is already set inside the next period, less what follows on the item.
select
    w.window_id, s.dimension, s.value, r.currency,
    sum(r.lost_at_end_minor) as scheduled_churn_mrr
from recurring_spans as r
join windows as w
    on w.name = 'period'
    and r.starts_on < w.ends_on
    and (r.ends_on is null or r.ends_on >= w.ends_on)
    and r.set_to_end_on >= w.ends_on
    and r.set_to_end_on < w.next_ends_on
join account_segments as s on s.account_id = r.account_id
where r.is_paying
group by w.window_id, s.dimension, s.value, r.currency
order by w.window_id, s.dimension, s.value, r.currency
