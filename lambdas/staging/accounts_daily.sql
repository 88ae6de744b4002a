-- One row per day and account with any use: of it all, and of how many users.
select
    day, account_id,
    cast(sum(events) as bigint) as events,
    cast(sum(logins) as bigint) as logins,
    count(distinct user_id) as users,
    max(last_login_at) as last_login_at,
    cast(day as timestamp) + interval '0.001' second * min(first_ms) as first_at,
    cast(day as timestamp)
        + interval '0.001' second * max(coalesce(later_ms, first_ms)) as last_at
from usage_daily
group by day, account_id
order by account_id, day
