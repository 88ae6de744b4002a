-- One row per subscription item whose end is already set inside the next period:
-- what scheduled_churn.sql adds up.
select
    w.window_id, p.dimension, p.value, r.account_id, a.name as account, r.item_id,
    r.set_to_end_on, r.currency, r.lost_at_end_minor as scheduled_churn_mrr
from recurring_spans as r
join windows as w
    on w.name = 'period'
    and r.starts_on < w.ends_on
    and (r.ends_on is null or r.ends_on >= w.ends_on)
    and r.set_to_end_on >= w.ends_on
    and r.set_to_end_on < w.next_ends_on
join asked_windows as t on t.window_id = w.window_id
join account_segments as s on s.account_id = r.account_id
join asked_parts as p on p.dimension = s.dimension and p.value = s.value
left join account_attributes as a on a.account_id = r.account_id
where r.is_paying
order by w.window_id, p.dimension, p.value, r.account_id, r.item_id
