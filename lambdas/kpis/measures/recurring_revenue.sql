-- One row per window, dimension, value and currency. Money in minor units a
-- month; accounts are counted once, on the row of their first currency.
with
counted as (
    select
        m.window_id, m.account_id, m.currency, m.opening, m.new, m.reactivation,
        m.resume, m.expansion, m.expansion_discount_end, m.contraction, m.pause,
        m.churn, m.closing, m.kept, m.came_and_went, m.seats,
        case when m.is_first_currency and m.was_paying then 1 else 0 end as was_paying,
        case when m.is_first_currency and m.is_paying then 1 else 0 end as is_paying,
        case when m.is_first_currency and m.was_base then 1 else 0 end as was_base,
        case when m.is_first_currency and m.was_base and not m.is_base
            then 1 else 0 end as is_lost,
        case when m.is_first_currency and l.is_involuntary
            then 1 else 0 end as is_involuntary,
        case when m.is_first_currency and m.is_downgraded
            then 1 else 0 end as is_downgraded,
        case when m.expansion > 0 then 1 else 0 end as is_expanded,
        case when m.closing > 0 then 1 else 0 end as is_paying_here
    from account_movements as m
    left join lost_accounts as l
        on l.window_id = m.window_id and l.account_id = m.account_id
)

select
    c.window_id, s.dimension, s.value, c.currency,
    sum(c.opening) as opening_mrr,
    sum(c.new) as new_mrr,
    sum(c.reactivation) as reactivation_mrr,
    sum(c.resume) as resumed_mrr,
    sum(c.expansion) as expansion_mrr,
    sum(c.expansion_discount_end) as discount_end_mrr,
    sum(c.contraction) as contraction_mrr,
    sum(c.pause) as paused_mrr,
    sum(c.churn) as churned_mrr,
    sum(c.closing) as closing_mrr,
    sum(c.kept) as kept_mrr,
    sum(c.came_and_went) as came_and_went_mrr,
    cast(sum(c.seats) as bigint) as seats,
    cast(sum(c.was_paying) as bigint) as customers_at_opening,
    cast(sum(c.is_paying) as bigint) as customers,
    cast(sum(c.was_base) as bigint) as base_accounts,
    cast(sum(c.is_lost) as bigint) as lost_accounts,
    cast(sum(c.is_involuntary) as bigint) as involuntarily_lost_accounts,
    cast(sum(c.is_downgraded) as bigint) as downgraded_customers,
    cast(sum(c.is_paying_here) as bigint) as customers_in_currency
from counted as c
join account_segments as s on s.account_id = c.account_id
group by c.window_id, s.dimension, s.value, c.currency
order by c.window_id, s.dimension, s.value, c.currency
