-- One row per customer: true where enough of its users are activated and still
-- have access at the cut-off.
with
activated as (
    select w.window_id, u.account_id, count(*) as users
    from user_journeys as u
    join windows as w
        on w.name = 'period' and u.activated_at < w.ends_at
        and (u.deactivated_at is null or u.deactivated_at >= w.ends_at)
    where u.signed_up_at is not null
    group by w.window_id, u.account_id
)

select
    m.window_id, m.account_id, 'broadly_activated' as fact, '' as item,
    m.account_id as member_id, coalesce(a.users >= p.activated_users, false) as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from account_movements as m
cross join parameters as p
join windows as w on w.window_id = m.window_id and w.name = 'period'
left join activated as a
    on a.window_id = m.window_id and a.account_id = m.account_id
where m.is_first_currency and m.is_paying
