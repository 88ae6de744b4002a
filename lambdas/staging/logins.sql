-- One row per login of a known user that has a login before it, with that one.
with
ordered as (
    select
        e.account_id, e.user_id, e.event_id, e.occurred_at,
        lag(e.occurred_at) over (
            partition by e.user_id order by e.occurred_at, e.event_id
        ) as previous_at
    from events as e
    join login_events as l on l.event_name = e.event_name
    where e.user_id is not null
)

select
    o.account_id, o.user_id, o.event_id, o.occurred_at, o.previous_at,
    j.activated_at
from ordered as o
join user_journeys as j on j.user_id = o.user_id and j.signed_up_at is not null
where o.previous_at is not null
