-- One row per product event that is received on :day, in order of time: what
-- happened on it, and what of the day before came late. Drawn from bench_people
-- (who may come when) and demo_weeks (how lively the account is, in thousandths).
-- Days and seconds since 1970.
with
days as (
    select
        day, day - (day + 3) % 7 as week,
        case (day + 3) % 7 when 5 then 12 when 6 then 8 else 100 end as share
    from (values (:day - 1), (:day)) as both_days (day)
),

visits as (
    select
        people.no, people.account_id, people.user_id, people.features, days.day,
        demo_roll(people.user_key, days.day) as luck,
        -- one user of twenty does more than the others together
        people.depth * case when people.user_key % 20 = 0 then 12 else 1 end as depth,
        days.day * 86400 + people.opens_second as opens
    from bench_people as people
    cross join days
    join demo_weeks as weeks
        on weeks.account_id = people.account_id and weeks.week = days.week
    where days.day >= people.from_day and days.day < people.to_day
        and weeks.lively > people.user_key % 550
        and demo_roll(people.user_key, days.day) % 1000000
            < people.rate_ppm * weeks.lively // 1000 * days.share // 100
),

sessions as (
    select
        to_hex(visits.no << 20 | visits.day << 1 | nth) as session_id,
        visits.account_id, visits.user_id, visits.features, visits.depth,
        demo_roll(visits.luck, 11 + nth) as session_luck,
        visits.opens + nth * 18000 + demo_roll(visits.luck, 21 + nth) % 10800
            as started
    from visits
    cross join (values (0), (1)) as numbers (nth)
    where nth = 0 or visits.luck % 100 < 18
),

steps as (
    select
        account_id, user_id, session_id, features, started, session_luck,
        unnest(range(2 + cast(
            (session_luck % 100) * depth * :volume_percent // 10000 as bigint
        ))) as step
    from sessions
),

drawn as (
    select
        session_id || '-' || step as event_id, account_id, user_id, session_id,
        case when step > 0
            then demo_pick(features, demo_roll(session_luck, 31 + step)) end
            as feature_no,
        started + step * (20 + session_luck % 70) as occurred,
        demo_roll(session_luck, 31 + step) as luck
    from steps
),

moments as (
    select
        session_id || '-' || second as event_id, account_id, user_id, session_id,
        feature_no, second as occurred, 0 as luck
    from demo_moments
    where second >= (:day - 1) * 86400 and second < (:day + 1) * 86400
)

select
    event_id, account_id, user_id, session_id,
    coalesce(demo_features.event_name, 'login') as event_name,
    demo_features.feature_id,
    make_timestamp(occurred * 1000000) as occurred_at,
    make_timestamp((occurred + bench_lag(luck)) * 1000000) as received_at
from (table drawn union all table moments)
left join demo_features using (feature_no)
where (occurred + bench_lag(luck)) // 86400 = :day
order by occurred, event_id
