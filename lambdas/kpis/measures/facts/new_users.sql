-- One row per user and fact of a period: signed up in it (true where a core
-- feature was used in the first sessions, or a key one in the very first); first
-- session in it (true where the whole flow was done in that session); day 7 or 30
-- after activation in it (true where back on that day), or not come yet.
with
placed as (
    select
        w.window_id, j.user_id, j.account_id, f.fact, f.day,
        case f.fact
            when 'core_in_first_sessions' then j.core_at < w.ends_at
                and j.core_session_no <= p.first_sessions
            when 'key_in_first_session'
                then j.key_at < w.ends_at and j.key_session_no = 1
            when 'flow_in_first_session' then j.flow_completed_at < w.ends_at
                and j.flow_steps_outside_first_session = 0
        end as is_hit,
        case when f.fact = 'back_after_activation'
            then date_add('day', f.day, j.activated_on) end as back_on
    from user_journeys as j
    cross join parameters as p
    cross join (
        values ('core_in_first_sessions', 0), ('key_in_first_session', 0),
            ('flow_in_first_session', 0), ('back_after_activation', 7),
            ('back_after_activation', 30), ('back_not_due', 7), ('back_not_due', 30)
    ) as f (fact, day)
    join windows as w
        on w.name = 'period'
        and case f.fact
            when 'flow_in_first_session' then j.signed_up_at is not null
                and j.first_session_starts_at >= w.starts_at
                and j.first_session_starts_at < w.ends_at
            when 'back_after_activation' then j.signed_up_at is not null
                and date_add('day', f.day, j.activated_on) >= w.starts_on
                and date_add('day', f.day, j.activated_on) < w.ends_on
            when 'back_not_due' then j.signed_up_at is not null
                and j.activated_at < w.ends_at
                and date_add('day', f.day, j.activated_on) >= w.ends_on
            else j.signed_up_at >= w.starts_at and j.signed_up_at < w.ends_at
        end
)

-- Whoever was active on a day has one first place on it.
select
    p.window_id, p.account_id, p.fact,
    case p.day when 0 then '' else cast(p.day as varchar) end as item,
    p.user_id as member_id, coalesce(p.is_hit, u.user_id is not null) as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from placed as p
left join users_daily as u
    on u.user_id = p.user_id and u.day = p.back_on and u.place = 1
