-- One row per day, account and feature that it used.
select day, account_id, feature_id, cast(sum(events) as bigint) as events
from usage_daily
where feature_id is not null
group by day, account_id, feature_id
order by account_id, feature_id, day
