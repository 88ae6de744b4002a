-- One row per period and account: days from the cut-off to the next end of a
-- span that ends for good.
select
    w.window_id, s.account_id,
    min(date_diff('day', w.ends_on, s.set_to_end_on)) as span_days_to_end
from recurring_spans as s
join windows as w
    on w.name = 'period'
    and s.starts_on < w.ends_on
    and (s.ends_on is null or s.ends_on >= w.ends_on)
    and s.set_to_end_on >= w.ends_on
where s.is_counting and s.ends_for_good
group by w.window_id, s.account_id
