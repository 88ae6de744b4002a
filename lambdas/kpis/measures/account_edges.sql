-- One row per window, account and currency: what ran at the window's opening
-- and closing, in minor units a month. Opening is the state at the end of the
-- day before the window, so an end on its first day is still there.
with
joined as (
    select
        w.window_id, s.account_id, s.currency, s.mrr_minor, s.seats,
        s.is_counting, s.is_paused,
        s.starts_on < w.starts_on
            and (s.ends_on is null or s.ends_on >= w.starts_on) as at_opening,
        s.ends_on is null or s.ends_on >= w.ends_on as at_closing,
        s.is_paying and s.starts_on < w.starts_on as is_paid_before,
        s.is_counting and s.change_reason = 'discount_end'
            and s.starts_on >= w.starts_on as is_discount_end
    from recurring_spans as s
    join windows as w
        on w.name in ('period', 'trailing_12_months', 'trailing_quarter')
        and s.starts_on < w.ends_on
    where s.is_counting or s.is_paused
)

select
    window_id, account_id, currency,
    sum(case when at_opening and is_counting then mrr_minor else 0 end) as opening,
    sum(case when at_closing and is_counting then mrr_minor else 0 end) as closing,
    sum(case when at_opening and is_paused then mrr_minor else 0 end) as paused_opening,
    sum(case when at_closing and is_paused then mrr_minor else 0 end) as paused_closing,
    max(case when at_opening and is_paused then 1 else 0 end) as has_paused_opening,
    max(case when at_closing and is_paused then 1 else 0 end) as has_paused_closing,
    max(case when is_paid_before then 1 else 0 end) as has_paid_before,
    sum(case when not at_closing and not is_paid_before and is_counting
        then mrr_minor else 0 end) as inside,
    sum(case when at_closing and is_discount_end then mrr_minor else 0 end)
        as discount_end_closing,
    cast(sum(case when at_closing and is_counting then seats end) as bigint) as seats
from joined
group by window_id, account_id, currency
