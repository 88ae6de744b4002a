-- One row per ticket and fact of a period: created in it; solved in it with its
-- replies known, which is true where one reply was enough; escalated in it and
-- open at its end.
with
touched as (
    select
        w.window_id, t.ticket_id, coalesce(t.account_id, '') as account_id,
        t.created_at >= w.starts_at and t.created_at < w.ends_at as is_created,
        coalesce(t.solved_at >= w.starts_at and t.solved_at < w.ends_at, false)
            and t.created_at < w.ends_at and t.agent_replies is not null
            and (t.agent_replies <> 1 or t.reopened_count is not null)
            as is_contact_known,
        coalesce(t.escalated_at >= w.starts_at and t.escalated_at < w.ends_at, false)
            and (t.solved_at is null or t.solved_at >= w.ends_at) as is_escalated_open,
        coalesce(t.agent_replies = 1 and t.reopened_count = 0, false)
            as is_first_contact
    from tickets as t
    join windows as w
        on w.name = 'period'
        and (
            (t.created_at >= w.starts_at and t.created_at < w.ends_at)
            or (t.solved_at >= w.starts_at and t.solved_at < w.ends_at)
            or (t.escalated_at >= w.starts_at and t.escalated_at < w.ends_at)
        )
)

select
    t.window_id, t.account_id, f.fact, '' as item, t.ticket_id as member_id,
    f.fact = 'ticket_replies' and t.is_first_contact as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from touched as t
cross join (
    values ('ticket_created'), ('ticket_replies'), ('ticket_escalated_open')
) as f (fact)
where case f.fact
    when 'ticket_created' then t.is_created
    when 'ticket_replies' then t.is_contact_known
    else t.is_escalated_open end
