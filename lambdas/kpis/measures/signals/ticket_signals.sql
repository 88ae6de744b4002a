-- One row per period and account: tickets open at the cut-off and tickets of
-- the 30 days before it; `…_weight` counts an escalated ticket three times.
with
known as (
    select
        w.window_id, t.account_id, t.category,
        t.solved_at is null or t.solved_at >= w.ends_at as is_open,
        t.created_at >= w.back_30_at as is_recent,
        coalesce(t.escalated_at < w.ends_at, false) as is_escalated
    from tickets as t
    join windows as w on w.name = 'period' and t.created_at < w.ends_at
    where t.account_id is not null
),

alike as (
    select
        window_id, account_id, category,
        count(*) filter (where is_open) as open_tickets,
        count(*) filter (where is_open and is_escalated) as open_escalations,
        count(*) filter (where is_recent) as tickets_30,
        count(*) filter (where is_recent and is_escalated) as escalations_30
    from known
    group by window_id, account_id, category
)

select
    window_id, account_id,
    cast(sum(open_tickets) as bigint) as open_tickets,
    cast(sum(open_escalations) as bigint) as open_escalations,
    cast(sum(open_tickets + 2 * open_escalations) as bigint) as open_weight,
    cast(sum(tickets_30) as bigint) as tickets_30,
    cast(sum(tickets_30 + 2 * escalations_30) as bigint) as weight_30,
    max(case when category is null then 0 else tickets_30 end) as most_of_one_category
from alike
group by window_id, account_id
