-- One row per period and account: tickets open at the cut-off and tickets of
-- the 30 days before it; `…_weight` counts an escalated ticket three times.
with
known as (
    select
        w.window_id, t.account_id, t.category,
        t.solved_at is null or t.solved_at >= w.ends_at as is_open,
        t.created_at >= w.back_30_at as is_recent,
        coalesce(t.escalated_at < w.ends_at, false) as is_escalated,
        count(case when t.created_at >= w.back_30_at then t.category end) over (
            partition by w.window_id, t.account_id, t.category
        ) as alike
    from tickets as t
    join windows as w on w.name = 'period' and t.created_at < w.ends_at
    where t.account_id is not null
)

select
    window_id, account_id,
    count(*) filter (where is_open) as open_tickets,
    count(*) filter (where is_open and is_escalated) as open_escalations,
    count(*) filter (where is_open)
        + 2 * count(*) filter (where is_open and is_escalated) as open_weight,
    count(*) filter (where is_recent) as tickets_30,
    count(*) filter (where is_recent)
        + 2 * count(*) filter (where is_recent and is_escalated) as weight_30,
    max(alike) as most_of_one_category
from known
group by window_id, account_id
