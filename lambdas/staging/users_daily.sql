-- One row per day, account and user that was active; `place` is 1 in the first of
-- the accounts in which the user was on that day.
select
    day, account_id, user_id,
    row_number() over (partition by day, user_id order by account_id) as place,
    min(first_at) as first_at,
    max(coalesce(later_at, first_at)) as last_at
from usage_daily
where user_id is not null
group by day, account_id, user_id
order by account_id, user_id, day
