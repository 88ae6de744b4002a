-- One row per period and account: acts of advocacy before the cut-off.
select w.window_id, a.account_id, count(*) as acts_of_advocacy
from advocacy_acts as a
join windows as w on w.name = 'period' and a.occurred_at < w.ends_at
group by w.window_id, a.account_id
