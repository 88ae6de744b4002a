-- One row per period and user who could try, and per period and account with a trial
-- that ended in it: whether one trial saw enough of the user's features, and all key
-- ones of the account; a day's uses are in it when the first or the last is.
with
tried as (
    select
        w.window_id, w.ends_at, t.trial_id, t.account_id, t.started_at, f.fact,
        coalesce(t.ended_at, t.converted_at, w.ends_at) as until_at,
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
        coalesce(t.ended_at, t.converted_at, w.ends_at),
        case f.fact when 'trial_user' then u.user_id else t.account_id end
),

key_features as (
    select feature_id, count(*) over () as key_features
    from feature_roles
    where role = 'key'
),

uses as (
    select
        f.fact, d.feature_id, k.key_features,
        cast(d.day as timestamp) + interval '0.001' second * d.first_ms as first_at,
        cast(d.day as timestamp) + interval '0.001' second * d.later_ms as later_at,
        case f.fact when 'trial_user' then d.user_id else d.account_id end as member_id
    from usage_daily as d
    left join key_features as k on k.feature_id = d.feature_id
    cross join (values ('trial_user'), ('trial_account')) as f (fact)
    where d.feature_id is not null and (f.fact = 'trial_user' or k.feature_id is not null)
),

-- What joins is a key alone, which both engines look up; when it was is asked then.
tried_uses as (
    select
        t.window_id, t.account_id, t.fact, t.member_id, t.trial_id, u.key_features,
        case when coalesce(u.later_at, u.first_at) < t.ends_at
            and (u.first_at >= t.started_at and u.first_at <= t.until_at
                or u.later_at >= t.started_at and u.later_at <= t.until_at)
            then u.feature_id end as feature_id
    from tried as t
    left join uses as u on u.fact = t.fact and u.member_id = t.member_id
    where t.member_id is not null
),

seen as (
    select
        window_id, account_id, fact, member_id, trial_id,
        count(distinct feature_id) as features_used,
        max(case when feature_id is not null then key_features end) as key_features
    from tried_uses
    group by window_id, account_id, fact, member_id, trial_id
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
