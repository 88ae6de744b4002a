-- MRR at both ends of every week with what it moved by, by currency and dimension:
-- one row per week, account and currency, then sets of groups over that.
with
ends as (
    select
        w.week, s.account_id, s.currency,
        sum(s.mrr_minor) filter (
            where s.starts_on < w.from_on and coalesce(s.ends_on >= w.from_on, true)
        ) as opening,
        sum(s.mrr_minor) filter (
            where s.starts_on < w.to_on and coalesce(s.ends_on >= w.to_on, true)
        ) as closing
    from subscription_periods as s
    join weeks as w
        on s.starts_on < w.to_on and coalesce(s.ends_on >= w.from_on, true)
    where s.status in ('active', 'past_due') and s.mrr_minor > 0
    group by w.week, s.account_id, s.currency
)

select
    week, currency, segment, region, country, csm, plan,
    sum(opening) as opening, sum(closing) as closing,
    count(closing) as customers,
    sum(closing) filter (where opening is null) as new_mrr,
    sum(opening) filter (where closing is null) as churned_mrr,
    sum(closing - opening) filter (where closing > opening) as expansion_mrr,
    sum(opening - closing) filter (where closing < opening) as contraction_mrr
from ends
join account_dimensions using (account_id)
group by week, currency,
    grouping sets ((), (segment), (region), (country), (csm), (plan))
