-- One row per window, dimension, value, currency and whether the accounts came
-- by referral. Money in minor units a month; accounts are counted once, on the
-- row of their first currency.
with
counted as (
    select
        m.window_id, m.account_id, m.currency, m.opening, m.new, m.reactivation,
        m.resume, m.expansion, m.expansion_discount_end, m.contraction, m.pause,
        m.churn, m.closing, m.kept, m.came_and_went, m.seats, m.was_paying, m.is_paying,
        m.was_base, m.is_downgraded, m.is_new, m.is_expanded, m.is_first_currency,
        coalesce(j.referred_at < w.ends_at, false) as is_referred,
        m.was_base and not m.is_base as is_lost,
        m.has_paid_before and not m.was_base as had_left,
        coalesce(l.is_involuntary, false) as is_involuntary
    from account_movements as m
    join windows as w on w.window_id = m.window_id
    left join account_journeys as j on j.account_id = m.account_id
    left join lost_accounts as l
        on l.window_id = m.window_id and l.account_id = m.account_id
)

select
    c.window_id, s.dimension, s.value, c.currency, c.is_referred,
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
    count(*) filter (where c.is_first_currency and c.was_paying)
        as customers_at_opening,
    count(*) filter (where c.is_first_currency and c.is_paying) as customers,
    count(*) filter (where c.is_first_currency and c.was_base) as base_accounts,
    count(*) filter (where c.is_first_currency and c.is_lost) as lost_accounts,
    count(*) filter (where c.is_first_currency and c.is_involuntary)
        as involuntarily_lost_accounts,
    count(*) filter (where c.is_first_currency and c.is_downgraded)
        as downgraded_customers,
    count(*) filter (where c.is_first_currency and c.is_new) as new_accounts,
    count(*) filter (where c.is_first_currency and c.is_expanded) as expanded_accounts,
    count(*) filter (where c.is_first_currency and c.had_left)
        as churned_base_accounts,
    count(*) filter (where c.is_first_currency and c.had_left and c.is_paying)
        as won_back_accounts,
    count(*) filter (where c.closing > 0) as customers_in_currency
from counted as c
join account_segments as s on s.account_id = c.account_id
group by c.window_id, s.dimension, s.value, c.currency, c.is_referred
order by c.window_id, s.dimension, s.value, c.currency, c.is_referred
