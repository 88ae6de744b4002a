-- One row per user and fact of a period: active in it without a key feature
-- before it (true where one was used in it); active in the weeks counted back
-- from its end (true where a key feature was used in enough of them); active in
-- it (true where the user sent an invitation in it).
with
period_days as (
    select
        d.day, w.window_id, d.day >= w.starts_on as is_in_period,
        date_diff('day', d.day, w.ends_on) <= 7 * p.ongoing_weeks as is_in_weeks,
        (date_diff('day', d.day, w.ends_on) - 1) / 7 as week_no
    from days as d
    cross join parameters as p
    join windows as w
        on w.name = 'period' and d.day < w.ends_on
        and (d.day >= w.starts_on
            or date_diff('day', d.day, w.ends_on) <= 7 * p.ongoing_weeks)
),

weeks as (
    select
        d.window_id, u.user_id, d.week_no, min(u.account_id) as account_id,
        max(case when d.is_in_period then 1 else 0 end) as is_active,
        max(case when d.is_in_weeks then 1 else 0 end) as is_in_weeks,
        max(case when d.is_in_weeks and r.feature_id is not null then 1 else 0 end)
            as has_key
    from usage_daily as u
    join period_days as d on d.day = u.day
    left join feature_roles as r on r.feature_id = u.feature_id and r.role = 'key'
    where u.user_id is not null
    group by d.window_id, u.user_id, d.week_no
),

used as (
    select
        u.window_id, u.user_id, min(u.account_id) as account_id,
        max(u.is_active) = 1 as is_active,
        max(u.is_in_weeks) = 1 as is_active_in_weeks,
        sum(u.has_key) >= max(p.ongoing_weeks_used) as is_ongoing
    from weeks as u
    cross join parameters as p
    group by u.window_id, u.user_id
),

invited as (
    select w.window_id, i.referrer_user_id as user_id, count(*) as invitations
    from referrals as i
    join windows as w
        on w.name = 'period' and i.invited_at >= w.starts_at and i.invited_at < w.ends_at
    where i.referrer_user_id is not null
    group by w.window_id, i.referrer_user_id
)

select
    u.window_id, u.account_id, f.fact, '' as item, u.user_id as member_id,
    case f.fact
        when 'key_exploration' then coalesce(j.key_at < w.ends_at, false)
        when 'ongoing_adoption' then u.is_ongoing
        else i.user_id is not null
    end as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from used as u
join windows as w on w.window_id = u.window_id
join user_journeys as j on j.user_id = u.user_id
left join invited as i on i.window_id = u.window_id and i.user_id = u.user_id
cross join (
    values ('key_exploration'), ('ongoing_adoption'), ('inviter')
) as f (fact)
where case f.fact
    when 'key_exploration'
        then u.is_active and (j.key_at is null or j.key_at >= w.starts_at)
    when 'ongoing_adoption' then u.is_active_in_weeks
    else u.is_active end
