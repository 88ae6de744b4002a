-- Ends cohort_retention.sql: one row per account of a cohort and month since its
-- first payment; it is retained where it paid or was paused at that month's closing.
select
    t.cohort, t.months_since, t.account_id, a.name as account, 1 as accounts,
    t.is_there as retained_accounts
from presence as t
left join account_attributes as a on a.account_id = t.account_id
order by t.cohort, t.months_since, t.account_id
