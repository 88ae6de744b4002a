-- One row per calendar day of the report's zone, account, user and feature;
-- user and feature are null where the events name none. The first use and the last,
-- where that is at another time, are told by milliseconds since the day began in UTC,
-- which take half of an instant's room.
with
told as (
    select
        e.day, e.account_id, e.user_id, e.feature_id, e.occurred_at,
        case when l.event_name is null then 0 else 1 end as is_login,
        case when l.event_name is not null then e.occurred_at end as login_at
    from local_events as e
    left join login_events as l on l.event_name = e.event_name
)

select
    day, account_id, user_id, feature_id,
    count(*) as events,
    cast(sum(is_login) as bigint) as logins,
    max(login_at) as last_login_at,
    cast(date_diff('millisecond', cast(day as timestamp), min(occurred_at)) as integer)
        as first_ms,
    case when max(occurred_at) > min(occurred_at) then cast(
        date_diff('millisecond', cast(day as timestamp), max(occurred_at)) as integer
    ) end as later_ms
from told
group by day, account_id, user_id, feature_id
order by account_id, user_id, feature_id, day
