-- One row per product event of the days [:from_day, :to_day), in order of time:
-- what demo_sessions hold, and demo_moments, which surely happened.
with

-- a login, then uses of features
steps as (

    select
        account_id,
        user_id,
        user_id || '-' || day || '-' || nth as session_id,
        features,
        started,
        session_luck,
        unnest(range(2 + cast(
            (session_luck % (2 * depth)) * :volume_percent // 100 as bigint
        ))) as step

    from demo_sessions

),

drawn as (

    select
        session_id || '-' || step as event_id,
        account_id,
        user_id,
        session_id,
        case when step > 0
            then demo_pick(features, demo_roll(session_luck, 31 + step))
        end as feature_no,
        started + step * (20 + session_luck % 70) as occurred,
        demo_roll(session_luck, 31 + step) as luck

    from steps

),

-- a step outside of the first session opens one of its own with a login
moments as (

    select
        session_id || '-' || second || '-' || is_use as event_id,
        account_id,
        user_id,
        session_id,
        case when is_use = 1 then feature_no end as feature_no,
        second - 30 * (1 - is_use) as occurred,
        second as luck

    from demo_moments
    cross join (select unnest(range(2)) as is_use)

    where second >= :from_day * 86400 and second < :to_day * 86400
        and (is_use = 1 or session_id like '%-m')

)

select
    event_id,
    account_id,
    user_id,
    session_id,
    coalesce(demo_features.event_name, 'login') as event_name,
    demo_features.feature_id,
    make_timestamp(occurred * 1000000) as occurred_at,
    make_timestamp((occurred + demo_lag(luck)) * 1000000) as received_at

from (table drawn union all table moments)
left join demo_features using (feature_no)

where occurred + demo_lag(luck) < :horizon_day * 86400

order by occurred, event_id
