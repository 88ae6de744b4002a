-- One row per account and fact of a period: active in it, with the features that
-- it used; active (true where users of two known roles were); and paying at the
-- opening and active, with its uses of expansion features.
with
period_days as (
    select d.day, w.window_id
    from days as d
    join windows as w
        on w.name = 'period' and d.day >= w.starts_on and d.day < w.ends_on
),

by_features as (
    select
        d.window_id, u.account_id,
        count(distinct u.feature_id) as features,
        cast(sum(case when r.feature_id is not null then u.events else 0 end) as bigint)
            as expansion_uses
    from account_features_daily as u
    join period_days as d on d.day = u.day
    left join feature_roles as r
        on r.feature_id = u.feature_id and r.role = 'expansion'
    group by d.window_id, u.account_id
),

by_users as (
    select d.window_id, u.account_id, count(distinct j.role) as roles
    from users_daily as u
    join period_days as d on d.day = u.day
    join users as j on j.user_id = u.user_id
    group by d.window_id, u.account_id
),

used as (
    select
        d.window_id, u.account_id,
        coalesce(max(f.features), 0) as features,
        coalesce(max(f.expansion_uses), 0) as expansion_uses,
        coalesce(max(p.roles), 0) as roles
    from accounts_daily as u
    join period_days as d on d.day = u.day
    left join by_features as f
        on f.window_id = d.window_id and f.account_id = u.account_id
    left join by_users as p
        on p.window_id = d.window_id and p.account_id = u.account_id
    group by d.window_id, u.account_id
)

select
    u.window_id, u.account_id, f.fact, '' as item, u.account_id as member_id,
    f.fact = 'multi_role' and u.roles >= 2 as is_hit,
    cast(null as varchar) as currency,
    case f.fact
        when 'active_account' then u.features
        when 'existing_active' then u.expansion_uses
    end as amount
from used as u
left join account_movements as m
    on m.window_id = u.window_id and m.account_id = u.account_id
    and m.is_first_currency
cross join (
    values ('active_account'), ('multi_role'), ('existing_active')
) as f (fact)
where f.fact <> 'existing_active' or m.was_paying
