-- One row per login of a known user.
select
    cast(at_timezone(with_timezone(e.occurred_at, 'UTC'), p.time_zone) as date) as day,
    e.account_id, e.user_id, e.event_id, e.occurred_at
from events as e
cross join parameters as p
join login_events as l on l.event_name = e.event_name
where e.user_id is not null
order by day, occurred_at, event_id, user_id, account_id
