-- One row per period and account: days from the cut-off to the next end of a
-- contract that is not renewed yet.
select
    w.window_id, c.account_id,
    min(date_diff('day', w.ends_on, c.ends_on)) as contract_days_to_end
from contracts as c
join windows as w
    on w.name = 'period' and c.starts_on < w.ends_on and c.ends_on >= w.ends_on
where (c.renewed_by_contract_id is null and c.renewed_at is null)
    or c.renewed_at >= w.ends_at
group by w.window_id, c.account_id
