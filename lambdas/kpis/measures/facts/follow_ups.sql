-- One row per activated user under the "within W" rule of a follow-up: when the user
-- was next seen, as far as that is within the days: the first or last of a day's uses
-- shows it, as these are one or more.
with
seen as (
    select
        j.account_id, j.user_id, j.activated_at, p.follow_up_days,
        cast(d.day as timestamp) + interval '0.001' second * d.first_ms as first_at,
        cast(d.day as timestamp)
            + interval '0.001' second * coalesce(d.later_ms, d.first_ms) as last_at
    from user_journeys as j
    cross join parameters as p
    left join users_daily as d
        on d.user_id = j.user_id and d.day >= j.activated_on
        and d.day <= date_add('day', p.follow_up_days + 1, j.activated_on)
    where j.signed_up_at is not null and j.activated_at is not null
)

select
    account_id, 'follow_up' as fact, '' as item, user_id as member_id,
    activated_at as from_at,
    min(case when first_at > activated_at then first_at
        when last_at > activated_at then last_at end) as done_at,
    follow_up_days as within_days
from seen
group by account_id, user_id, activated_at, follow_up_days
