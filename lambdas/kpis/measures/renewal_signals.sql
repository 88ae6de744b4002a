-- One row per period and account: days from the cut-off to the end of a
-- contract not yet renewed, or of a span that ends for good, the nearer one.
with
contract_ends as (
    select w.window_id, c.account_id, date_diff('day', w.ends_on, c.ends_on) as days
    from contracts as c
    join windows as w
        on w.name = 'period' and c.starts_on < w.ends_on and c.ends_on >= w.ends_on
    where (c.renewed_by_contract_id is null and c.renewed_at is null)
        or c.renewed_at >= w.ends_at
),

span_ends as (
    select w.window_id, s.account_id,
        date_diff('day', w.ends_on, s.set_to_end_on) as days
    from recurring_spans as s
    join windows as w
        on w.name = 'period'
        and s.starts_on < w.ends_on
        and (s.ends_on is null or s.ends_on >= w.ends_on)
        and s.set_to_end_on >= w.ends_on
    left join recurring_spans as n
        on n.item_id = s.item_id and n.starts_on = s.set_to_end_on
        and (n.is_counting or n.is_paused)
    where s.is_counting
        and coalesce(s.reason_set, '') <> 'changed' and n.item_id is null
),

ends as (
    select window_id, account_id, days, 0 as is_scheduled from contract_ends
    union all
    select window_id, account_id, days, 1 as is_scheduled from span_ends
)

select
    window_id, account_id, min(days) as days_to_end,
    max(is_scheduled) = 1 as has_scheduled_end
from ends
group by window_id, account_id
order by window_id, account_id
