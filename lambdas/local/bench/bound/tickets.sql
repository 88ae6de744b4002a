-- Tickets by week and dimension, with how long those solved in it took.
with
told as (
    select
        w.week, t.account_id, t.escalated_at is not null as is_escalated,
        coalesce(t.created_at >= w.from_at, false) as is_created,
        coalesce(t.solved_at >= w.from_at and t.solved_at < w.to_at, false) as is_solved,
        t.agent_replies = 1 and t.reopened_count = 0 as is_first_contact,
        epoch_ms(t.solved_at) - epoch_ms(t.created_at) as duration_ms
    from tickets as t
    join weeks as w
        on t.created_at < w.to_at
        and (t.created_at >= w.from_at or t.solved_at >= w.from_at)
)

select
    week, segment, region, country, csm, plan,
    count(*) filter (where is_created) as created,
    count(*) filter (where is_created and is_escalated) as escalated,
    count(*) filter (where is_solved and is_first_contact) as first_contact,
    count(*) filter (where is_solved) as solved,
    quantile_disc(duration_ms, 0.5) filter (where is_solved) as median_ms,
    quantile_disc(duration_ms, 0.9) filter (where is_solved) as p90_ms
from told
join account_dimensions using (account_id)
group by week, grouping sets ((), (segment), (region), (country), (csm), (plan))
