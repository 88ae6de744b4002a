-- One row per window, account and currency with its movements from opening to
-- closing; they add up. New, reactivation and churn are of accounts, so they
-- look at all currencies of the account together.
with
accounts_at_edges as (
    select
        e.window_id, e.account_id, e.currency, e.opening, e.closing,
        e.paused_opening, e.paused_closing, e.inside, e.discount_end_closing, e.seats,
        e.closing - e.opening as change,
        sum(e.opening) over account > 0 as was_paying,
        sum(e.closing) over account > 0 as is_paying,
        max(e.has_paused_opening) over account = 1 as was_paused,
        max(e.has_paused_closing) over account = 1 as is_paused,
        max(e.has_paid_before) over account = 1 as has_paid_before,
        max(e.inside) over account > 0 as has_paid_inside,
        sum(cast(e.closing - e.opening as double) * coalesce(r.factor, 1e0))
            over account < -1e-6 as has_shrunk,
        row_number() over (
            partition by e.window_id, e.account_id order by e.currency
        ) as currency_no
    from account_edges as e
    left join rates as r on r.window_id = e.window_id and r.currency = e.currency
    window account as (partition by e.window_id, e.account_id)
),

paused as (
    select
        window_id, account_id, currency, opening, closing, change, inside,
        discount_end_closing, seats, was_paying, is_paying, was_paused, is_paused,
        has_paid_before, has_paid_inside, has_shrunk, currency_no,
        was_paying or was_paused as was_base,
        is_paying or is_paused as is_base,
        greatest(least(-change, paused_closing - paused_opening), 0) as pause,
        greatest(least(change, paused_opening - paused_closing), 0) as resume
    from accounts_at_edges
),

rest as (
    select
        window_id, account_id, currency, opening, closing, change, inside,
        discount_end_closing, seats, was_paying, is_paying, was_paused, is_paused,
        has_paid_before, has_paid_inside, has_shrunk, currency_no, was_base, is_base,
        pause, resume,
        case when was_base and is_base then change + pause - resume else 0 end as step
    from paused
)

select
    window_id, account_id, currency, opening, closing, pause, resume, seats,
    case when not was_base and not has_paid_before then closing else 0 end as new,
    case when not was_base and has_paid_before then closing else 0 end as reactivation,
    greatest(step, 0) as expansion,
    least(greatest(step, 0), discount_end_closing) as expansion_discount_end,
    greatest(-step, 0) as contraction,
    case when was_base and not is_base then opening else 0 end as churn,
    least(opening, closing) as kept,
    case when not was_base and not is_base then inside else 0 end as came_and_went,
    was_paying, is_paying, was_base, is_base, has_paid_before,
    not was_base and not has_paid_before
        and (is_paying or (not is_base and has_paid_inside)) as is_new,
    max(step) over (partition by window_id, account_id) > 0 as is_expanded,
    was_paying and is_paying and has_shrunk as is_downgraded,
    currency_no = 1 as is_first_currency
from rest
