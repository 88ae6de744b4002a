-- Ends recurring_revenue.sql: one row per account and currency instead of its sums;
-- what counts accounts is 1 or 0, on the row of their first currency.
select
    c.window_id, p.dimension, p.value, c.account_id, a.name as account, c.currency,
    c.is_referred,
    c.opening as opening_mrr, c.new as new_mrr, c.reactivation as reactivation_mrr,
    c.resume as resumed_mrr, c.expansion as expansion_mrr,
    c.expansion_discount_end as discount_end_mrr, c.contraction as contraction_mrr,
    c.pause as paused_mrr, c.churn as churned_mrr, c.closing as closing_mrr,
    c.kept as kept_mrr, c.came_and_went as came_and_went_mrr, c.seats,
    case when c.is_first_currency and c.was_paying then 1 else 0 end
        as customers_at_opening,
    case when c.is_first_currency and c.is_paying then 1 else 0 end as customers,
    case when c.is_first_currency and c.was_base then 1 else 0 end as base_accounts,
    case when c.is_first_currency and c.is_lost then 1 else 0 end as lost_accounts,
    case when c.is_first_currency and c.is_involuntary then 1 else 0 end
        as involuntarily_lost_accounts,
    case when c.is_first_currency and c.is_downgraded then 1 else 0 end
        as downgraded_customers,
    case when c.is_first_currency and c.is_new then 1 else 0 end as new_accounts,
    case when c.is_first_currency and c.is_expanded then 1 else 0 end
        as expanded_accounts,
    case when c.is_first_currency and c.had_left then 1 else 0 end
        as churned_base_accounts,
    case when c.is_first_currency and c.had_left and c.is_paying then 1 else 0 end
        as won_back_accounts,
    case when c.closing > 0 then 1 else 0 end as customers_in_currency
from counted as c
join asked_windows as t on t.window_id = c.window_id
join account_segments as s on s.account_id = c.account_id
join asked_parts as p on p.dimension = s.dimension and p.value = s.value
left join account_attributes as a on a.account_id = c.account_id
order by c.window_id, p.dimension, p.value, c.account_id, c.currency
