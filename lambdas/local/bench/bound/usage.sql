-- Active users, the days on which they were active, and users of each feature,
-- by week and dimension: one pass over the events of the weeks, one row per
-- week and user with a bit per feature and day, then sets of groups over that.
with
used as (
    select
        e.user_id, any_value(e.account_id) as account_id,
        :week_of_occurred_at as week,
        coalesce(bit_or(1 << f.bit), 0) as features,
        bit_or(1 << (epoch_ms(e.occurred_at) // 86400000 % 7)) as days
    from events_of_weeks as e
    left join feature_bits as f on f.feature_id = e.feature_id
    where e.occurred_at >= timestamp ':from_at' and e.occurred_at < timestamp ':to_at'
    group by e.user_id, :week_of_occurred_at
)

select
    week, segment, region, country, csm, plan,
    count(*) as active_users, sum(bit_count(days)) as active_user_days,
    :feature_sums
from used
join account_dimensions using (account_id)
group by week, grouping sets ((), (segment), (region), (country), (csm), (plan))
