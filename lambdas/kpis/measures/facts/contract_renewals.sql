-- One row per contract that ends in the period, what it is worth, and once per
-- account: whether it was renewed by its last day, the days of grace included. One
-- renewed after the cut-off is not renewed yet; without a time it once was.
with
ending as (
    select
        w.window_id, c.account_id, c.contract_id, c.value_minor, c.currency,
        case
            when c.renewed_at is null then c.renewed_by_contract_id is not null
            else c.renewed_at < w.ends_at
                and cast(at_timezone(with_timezone(c.renewed_at, 'UTC'), p.time_zone)
                    as date)
                    <= cast(date_add('day', p.renewal_grace_days, c.ends_on) as date)
        end as is_renewed
    from contracts as c
    cross join parameters as p
    join windows as w
        on w.name = 'period' and c.ends_on >= w.starts_on and c.ends_on < w.ends_on
),

counted as (
    select
        window_id, account_id, contract_id, value_minor, currency, is_renewed,
        max(case when is_renewed then 1 else 0 end) over (
            partition by window_id, account_id
        ) = 1 as is_account_renewed,
        row_number() over (
            partition by window_id, account_id order by contract_id
        ) as contract_no
    from ending
)

select
    c.window_id, c.account_id, f.fact, '' as item, c.contract_id as member_id,
    case f.fact when 'customer_renewal' then c.is_account_renewed
        else c.is_renewed end as is_hit,
    case when f.fact in ('contract_value', 'renewed_value')
        then coalesce(c.currency, 'XXX') end as currency,
    case when f.fact in ('contract_value', 'renewed_value')
        then c.value_minor end as amount
from counted as c
cross join (
    values ('contract_renewal'), ('customer_renewal'), ('contract_value'),
        ('renewed_value')
) as f (fact)
where case f.fact
    when 'contract_renewal' then true
    when 'customer_renewal' then c.contract_no = 1
    when 'contract_value' then c.value_minor is not null
    when 'renewed_value' then c.value_minor is not null and c.is_renewed
end
