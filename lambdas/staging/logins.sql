-- One row per login of a known user that has a login before it, with that one.
with
ordered as (
    select
        account_id, user_id, event_id, occurred_at,
        lag(occurred_at) over (
            partition by user_id order by occurred_at, event_id
        ) as previous_at
    from login_days
)

select
    o.account_id, o.user_id, o.event_id, o.occurred_at, o.previous_at,
    j.activated_at
from ordered as o
join user_journeys as j on j.user_id = o.user_id and j.signed_up_at is not null
where o.previous_at is not null
