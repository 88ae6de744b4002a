-- One row per login of a known user. Of those at one instant each has a number of its
-- own, which takes no room beside what their events are called; milliseconds as in
-- `usage_daily`.
select
    e.day, e.account_id, e.user_id,
    cast(date_diff('millisecond', cast(e.day as timestamp), e.occurred_at) as integer)
        as occurred_ms,
    row_number() over (partition by e.user_id, e.account_id, e.occurred_at) as login_no
from local_events as e
join login_events as l on l.event_name = e.event_name
where e.user_id is not null
order by user_id, day, occurred_ms, account_id, login_no
