-- One row per login after another one, both after the user's activation. Of a user's
-- logins between two periods the last one stands for the others.
with
placed_days as (
    select
        d.day,
        max(case when d.day >= w.starts_on and d.day < w.ends_on then 1 else 0 end) = 1
            as is_asked,
        count(*) filter (where w.ends_on <= d.day) as periods_before
    from days as d
    join windows as w on w.name = 'period'
    group by d.day
),

logins as (
    select
        d.is_asked, d.periods_before, l.account_id, l.user_id, l.login_no,
        cast(l.day as timestamp) + interval '0.001' second * l.occurred_ms as occurred_at
    from login_days as l
    join placed_days as d on d.day = l.day
),

seen as (
    select
        user_id, is_asked, periods_before,
        case when is_asked then account_id end as account_id,
        case when is_asked then login_no end as login_no,
        case when is_asked then occurred_at end as asked_at,
        max(occurred_at) as occurred_at
    from logins
    group by
        user_id, is_asked, periods_before,
        case when is_asked then account_id end,
        case when is_asked then login_no end,
        case when is_asked then occurred_at end
),

ordered as (
    select
        account_id, user_id, asked_at,
        lag(occurred_at) over (
            partition by user_id order by occurred_at, account_id, login_no
        ) as previous_at
    from seen
)

select
    o.account_id, 'login_gap' as fact, o.user_id as member_id,
    o.previous_at as from_at, o.asked_at as done_at,
    cast(null as timestamp) as else_at
from ordered as o
join user_journeys as j on j.user_id = o.user_id and j.signed_up_at is not null
where o.asked_at is not null and o.previous_at >= j.activated_at
