-- One row per login of a known user.
select e.day, e.account_id, e.user_id, e.event_id, e.occurred_at
from local_events as e
join login_events as l on l.event_name = e.event_name
where e.user_id is not null
order by day, occurred_at, event_id, user_id, account_id
