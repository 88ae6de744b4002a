-- Ends usage.sql: one row per active user of the company, and per user and account
-- of a part of it, with the days on which the user was active.
select
    u.window_id, p.dimension, p.value, '' as account_id, '' as account, u.user_id,
    1 as active_users, cast(sum(u.own_days) as bigint) as active_user_days
from by_account as u
join asked_windows as t on t.window_id = u.window_id
join asked_parts as p on p.dimension = 'all'
group by u.window_id, p.dimension, p.value, u.user_id
union all
select
    u.window_id, p.dimension, p.value, u.account_id, a.name as account, u.user_id,
    1 as active_users, u.active_days as active_user_days
from by_account as u
join asked_windows as t on t.window_id = u.window_id
join account_segments as s on s.account_id = u.account_id
join asked_parts as p
    on p.dimension = s.dimension and p.value = s.value and p.dimension <> 'all'
left join account_attributes as a on a.account_id = u.account_id
order by window_id, dimension, value, account_id, user_id
