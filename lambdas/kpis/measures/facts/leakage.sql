-- One row per period and stretch of revenue that leaks: what accounts that used the
-- product paid last, where none of their spans counts in the period, and the unpaid
-- rest of invoices that will hardly be paid or are long overdue at its end.
with
active as (
    select w.window_id, w.starts_on, w.ends_on, d.account_id
    from accounts_daily as d
    join windows as w
        on w.name = 'period' and d.day >= w.starts_on and d.day < w.ends_on
    group by w.window_id, w.starts_on, w.ends_on, d.account_id
),

last_paid as (
    select
        a.window_id, a.account_id, s.item_id, s.currency, s.mrr_minor,
        s.ends_on <= a.starts_on as is_over,
        rank() over (
            partition by a.window_id, a.account_id order by s.ends_on desc nulls first
        ) as place
    from active as a
    join recurring_spans as s
        on s.account_id = a.account_id and s.starts_on < a.ends_on
    where s.is_counting
),

unpaid as (
    select
        w.window_id, i.account_id, i.invoice_id, i.currency,
        i.total_minor - coalesce(i.credited_minor, 0)
            - case when i.status <> 'paid' then coalesce(i.paid_minor, 0) else 0 end
            as rest_minor
    from invoices as i
    cross join parameters as p
    join windows as w
        on w.name = 'period' and i.issued_at < w.ends_at
        and (i.status = 'uncollectible'
            or (i.due_at + interval '1' day * p.overdue_days <= w.ends_at
                and (i.status = 'open'
                    or (i.status = 'paid' and i.paid_at >= w.ends_at))))
)

select
    window_id, account_id, 'unpaid_use' as fact, '' as item, item_id as member_id,
    false as is_hit, currency,
    cast(mrr_minor as decimal(38,6)) as amount
from last_paid
where place = 1 and is_over
union all
select
    window_id, account_id, 'unpaid_invoice' as fact, '' as item,
    invoice_id as member_id, false as is_hit, currency,
    cast(rest_minor as decimal(38,6)) as amount
from unpaid
