-- One row per period and user who could try, and per period and account with a trial
-- that ended in it: whether one trial saw enough features of the user, and every key
-- feature of the account. A feature's uses of a day are in a trial when the first
-- or the last of them is.
with
tried as (
    select
        w.window_id, w.ends_at, t.trial_id, t.account_id, t.started_at, f.fact,
        coalesce(t.ended_at, t.converted_at) as ended_at,
        case f.fact when 'trial_user' then u.user_id else t.account_id end as member_id
    from trials as t
    cross join (values ('trial_user'), ('trial_account')) as f (fact)
    join windows as w
        on w.name = 'period' and t.started_at < w.ends_at
        and case f.fact
            when 'trial_user'
                then coalesce(t.ended_at, t.converted_at, w.starts_at) >= w.starts_at
            else coalesce(t.ended_at, t.converted_at) >= w.starts_at
                and coalesce(t.ended_at, t.converted_at) < w.ends_at
        end
    left join users as u
        on u.account_id = t.account_id and u.signed_up_at < w.ends_at
        and (coalesce(t.ended_at, t.converted_at) is null
            or u.signed_up_at < coalesce(t.ended_at, t.converted_at))
    group by
        w.window_id, w.ends_at, t.trial_id, t.account_id, t.started_at, f.fact,
        coalesce(t.ended_at, t.converted_at),
        case f.fact when 'trial_user' then u.user_id else t.account_id end
),

key_features as (
    select feature_id, count(*) over () as key_features
    from feature_roles
    where role = 'key'
),

-- Uses of those who tried alone: trials are few, and use is much.
uses as (
    select
        'trial_user' as fact, d.user_id as member_id, d.feature_id, d.first_at, d.last_at,
        cast(null as bigint) as key_features
    from usage_daily as d
    where d.feature_id is not null
        and d.user_id in (select member_id from tried where fact = 'trial_user')
    union all
    select
        'trial_account' as fact, d.account_id as member_id, d.feature_id, d.first_at,
        d.last_at, k.key_features
    from usage_daily as d
    join key_features as k on k.feature_id = d.feature_id
    where d.account_id in (select member_id from tried where fact = 'trial_account')
),

seen as (
    select
        t.window_id, t.account_id, t.fact, t.member_id, t.trial_id,
        count(distinct u.feature_id) as features_used,
        max(u.key_features) as key_features
    from tried as t
    left join uses as u
        on u.fact = t.fact and u.member_id = t.member_id and u.last_at < t.ends_at
        and ((u.first_at >= t.started_at
                and (t.ended_at is null or u.first_at <= t.ended_at))
            or (u.last_at >= t.started_at
                and (t.ended_at is null or u.last_at <= t.ended_at)))
    where t.member_id is not null
    group by t.window_id, t.account_id, t.fact, t.member_id, t.trial_id
)

select
    s.window_id, s.account_id, s.fact, '' as item, s.member_id,
    max(case
        when s.fact = 'trial_user' and s.features_used >= p.trial_features then 1
        when s.fact = 'trial_account' and s.features_used = s.key_features then 1
        else 0
    end) = 1 as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from seen as s
cross join parameters as p
group by s.window_id, s.account_id, s.fact, s.member_id
