-- One row per session of the days [:from_day, :to_day), drawn from demo_people
-- (who may come when) and demo_weeks (how lively the account is, in
-- thousandths). Days and seconds since 1970.
with

days as (

    select
        day,
        day - (day + 3) % 7 as week,
        case (day + 3) % 7 when 5 then 12 when 6 then 8 else 100 end as share

    from (select cast(unnest(range(:from_day, :to_day)) as bigint) as day)

),

-- who comes on a day: everybody on the day of sign-up; in a dull week only
-- those who would come to the last
visits as (

    select
        people.account_id,
        people.user_id,
        days.day,
        days.day = people.signup_second // 86400 as is_first,
        demo_roll(people.user_key, days.day) as luck,
        people.signup_second,
        people.opens_second,
        people.depth,
        people.features

    from demo_people as people
    join days
        on days.day >= people.from_day and days.day < people.to_day
    join demo_weeks as weeks
        on weeks.account_id = people.account_id and weeks.week = days.week

    where days.day = people.signup_second // 86400
        or weeks.lively > people.user_key % 550
        and demo_roll(people.user_key, days.day) % 1000000
        < people.rate_ppm * weeks.lively // 1000 * days.share // 100

)

select
    account_id,
    user_id,
    day,
    nth,
    depth,
    features,
    demo_roll(luck, 11 + nth) as session_luck,
    case
        when is_first then signup_second + 4
        else day * 86400 + opens_second + nth * 18000
            + demo_roll(luck, 21 + nth) % 10800
    end as started

from visits
cross join (select unnest(range(2)) as nth)

where nth = 0 or (not is_first and luck % 100 < 18)
