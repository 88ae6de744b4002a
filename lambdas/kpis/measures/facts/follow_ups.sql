-- One row per activated user under the "within W" rule of a follow-up: when the user
-- was next seen, as far as that is within the days: the first or last of a day's uses
-- shows it, as these are one or more.
select
    j.account_id, 'follow_up' as fact, '' as item, j.user_id as member_id,
    j.activated_at as from_at,
    min(case when d.first_at > j.activated_at then d.first_at
        when d.last_at > j.activated_at then d.last_at end) as done_at,
    p.follow_up_days as within_days
from user_journeys as j
cross join parameters as p
left join users_daily as d
    on d.user_id = j.user_id and d.day >= j.activated_on
    and d.day <= date_add('day', p.follow_up_days + 1, j.activated_on)
where j.signed_up_at is not null and j.activated_at is not null
group by j.account_id, j.user_id, j.activated_at, p.follow_up_days
