-- One row per new user who began a third session by the cut-off: the distinct
-- features used in the first sessions.
with
used as (
    select
        w.window_id, j.account_id, j.user_id,
        count(distinct case when u.session_no <= p.first_sessions
            then u.feature_id end) as features,
        max(case when u.session_no = 3 then 1 else 0 end) = 1 as has_three
    from users as j
    cross join parameters as p
    join windows as w
        on w.name = 'period'
        and j.signed_up_at >= w.starts_at and j.signed_up_at < w.ends_at
    join first_uses as u
        on u.user_id = j.user_id and u.session_no <= 3 and u.first_at < w.ends_at
    group by w.window_id, j.account_id, j.user_id
)

select
    window_id, account_id, 'three_sessions' as fact, '' as item, user_id as member_id,
    false as is_hit, cast(null as varchar) as currency, features as amount
from used
where has_three
