-- One row per period and user whom support wrote to unasked: due, and answered
-- before the user asked for help; or written to and not due at the period's end.
with
outreach as (
    select
        a.user_id, a.activity_id, coalesce(a.account_id, '') as account_id,
        a.occurred_at, a.responded_at,
        a.occurred_at + interval '1' day * p.proactive_reply_days as due_at
    from activities as a
    cross join parameters as p
    where a.type = 'proactive_support' and a.user_id is not null
        and coalesce(a.outcome, '') not in ('scheduled', 'no_show', 'cancelled')
),

answered as (
    select
        o.user_id, o.account_id, o.occurred_at, o.due_at,
        coalesce(o.responded_at >= o.occurred_at and o.responded_at <= o.due_at, false)
            and count(t.ticket_id) = 0 as is_answered
    from outreach as o
    left join tickets as t
        on t.user_id = o.user_id
        and t.created_at >= o.occurred_at and t.created_at < o.responded_at
    group by
        o.activity_id, o.user_id, o.account_id, o.occurred_at, o.responded_at, o.due_at
),

placed as (
    select
        w.window_id, o.user_id, o.account_id, o.is_answered,
        case when o.due_at < w.ends_at then 'proactive_due' else 'proactive_pending' end
            as fact
    from answered as o
    join windows as w
        on w.name = 'period' and o.occurred_at < w.ends_at and o.due_at >= w.starts_at
)

select
    o.window_id,
    coalesce(
        max(case when j.signed_up_at is not null then j.account_id end),
        max(o.account_id)
    ) as account_id,
    o.fact, '' as item, o.user_id as member_id,
    max(case when o.is_answered then 1 else 0 end) = 1 as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from placed as o
left join users as j on j.user_id = o.user_id
group by o.window_id, o.user_id, o.fact
