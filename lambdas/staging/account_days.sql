-- One row per calendar day of the report's zone and account as its source names
-- it, with the account that it is: what a link or a merge touches.
select day, source, source_account_id, account_id, count(*) as events
from local_events
group by day, source, source_account_id, account_id
order by day, source, source_account_id, account_id
