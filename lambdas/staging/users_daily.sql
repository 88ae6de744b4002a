-- One row per day, account and user that was active; `place` is 1 in the first of
-- the accounts in which the user was on that day; milliseconds as in `usage_daily`.
select
    day, account_id, user_id,
    row_number() over (partition by day, user_id order by account_id) as place,
    min(first_ms) as first_ms,
    nullif(max(coalesce(later_ms, first_ms)), min(first_ms)) as later_ms
from usage_daily
where user_id is not null
group by day, account_id, user_id
order by account_id, user_id, day
