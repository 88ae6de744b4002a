-- One row per period and account that came of a product-qualified lead by its end,
-- and per currency what it has paid since ever, less refunds.
with
qualified as (
    select
        converted_account_id as account_id,
        min(greatest(pql_at, converted_at)) as qualified_at
    from leads
    where pql_at is not null and converted_at is not null
        and converted_account_id is not null
    group by converted_account_id
),

paid as (
    select
        account_id, invoice_id, currency, paid_at,
        coalesce(paid_minor, total_minor) - coalesce(refunded_minor, 0) as paid_minor
    from invoices
    where status = 'paid' and paid_at is not null
),

bought as (
    select
        w.window_id, q.account_id, p.currency,
        cast(sum(p.paid_minor) as bigint) as paid_minor,
        row_number() over (
            partition by w.window_id, q.account_id order by p.currency
        ) as currency_no
    from qualified as q
    join windows as w on w.name = 'period' and q.qualified_at < w.ends_at
    left join paid as p on p.account_id = q.account_id and p.paid_at < w.ends_at
    group by w.window_id, q.account_id, p.currency
)

select
    b.window_id, b.account_id, f.fact, '' as item, b.account_id as member_id,
    false as is_hit,
    case f.fact when 'pql_revenue' then b.currency end as currency,
    case f.fact when 'pql_revenue' then b.paid_minor end as amount
from bought as b
cross join (values ('pql_account'), ('pql_revenue')) as f (fact)
where case f.fact when 'pql_account' then b.currency_no = 1
    else b.currency is not null end
