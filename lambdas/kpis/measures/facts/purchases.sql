-- One row per purchase of the period, and once per account that bought. A paid
-- invoice that renews a subscription by itself is no purchase.
with
bought as (
    select
        w.window_id, i.account_id, i.invoice_id,
        count(*) over (partition by w.window_id, i.account_id) as purchases,
        row_number() over (
            partition by w.window_id, i.account_id order by i.invoice_id
        ) as purchase_no
    from invoices as i
    join windows as w
        on w.name = 'period' and i.paid_at >= w.starts_at and i.paid_at < w.ends_at
    where i.status = 'paid' and coalesce(i.billing_reason, '') <> 'subscription_cycle'
)

select
    b.window_id, b.account_id, f.fact, '' as item, b.invoice_id as member_id,
    b.purchases > 1 as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from bought as b
cross join (values ('purchase'), ('buyer')) as f (fact)
where f.fact = 'purchase' or b.purchase_no = 1
