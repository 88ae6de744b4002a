-- One row per period and account that had left before it and was approached to be
-- won back before its end: whether it pays at the closing.
with
approaches as (
    select coalesce(a.account_id, c.account_id) as account_id,
        min(a.occurred_at) as approached_at
    from activities as a
    left join contacts as c on c.contact_id = a.contact_id
    where a.type = 'win_back'
        and coalesce(a.outcome, '') not in ('scheduled', 'no_show', 'cancelled')
    group by coalesce(a.account_id, c.account_id)
)

select
    m.window_id, m.account_id, 'approached_to_return' as fact, '' as item,
    m.account_id as member_id, m.is_paying as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from account_movements as m
join windows as w on w.window_id = m.window_id and w.name = 'period'
join approaches as a
    on a.account_id = m.account_id and a.approached_at < w.ends_at
where m.is_first_currency and m.has_paid_before and not m.was_base
