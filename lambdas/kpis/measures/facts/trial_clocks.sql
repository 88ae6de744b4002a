-- One row per self-serve trial: from its start to its conversion, where sales did
-- not touch the account between the two.
with
sales_touches as (
    select coalesce(a.account_id, c.account_id) as account_id, a.occurred_at
    from activities as a
    left join contacts as c on c.contact_id = a.contact_id
    where a.team = 'sales'
        and coalesce(a.outcome, '') not in ('scheduled', 'no_show', 'cancelled')
)

select
    t.account_id, 'free_to_paid' as fact, '' as item, t.trial_id as member_id,
    t.started_at as from_at,
    case when count(s.occurred_at) = 0 then t.converted_at end as done_at,
    p.free_to_paid_days as within_days
from trials as t
cross join parameters as p
left join sales_touches as s
    on s.account_id = t.account_id
    and s.occurred_at >= t.started_at and s.occurred_at <= t.converted_at
where t.is_self_serve
group by
    t.account_id, t.trial_id, t.started_at, t.converted_at, p.free_to_paid_days
