-- One row per calendar day of the report's zone and account as its source names
-- it, with the account that it is: what a link or a merge touches.
select
    cast(at_timezone(with_timezone(e.occurred_at, 'UTC'), p.time_zone) as date) as day,
    e.source, e.source_account_id, e.account_id, count(*) as events
from events as e
cross join parameters as p
group by 1, 2, 3, 4
order by day, source, source_account_id, account_id
