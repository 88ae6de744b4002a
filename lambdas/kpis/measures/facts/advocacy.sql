-- One row per customer with an act of advocacy in the period, and one per
-- advocate (contact, else account) whose first act lies long enough before it.
with
acts as (
    select
        account_id, occurred_at,
        coalesce('contact ' || contact_id, 'account ' || account_id) as advocate,
        min(occurred_at) over of_advocate as first_act_at,
        first_value(account_id) over of_advocate_in_order as advocate_account_id
    from advocacy_acts
    window of_advocate as (
        partition by coalesce('contact ' || contact_id, 'account ' || account_id)
    ),
    of_advocate_in_order as (
        partition by coalesce('contact ' || contact_id, 'account ' || account_id)
        order by occurred_at, act_id
    )
),

placed as (
    select
        w.window_id, f.fact,
        case f.fact when 'advocate_customer' then a.account_id
            else a.advocate_account_id end as account_id,
        case f.fact when 'advocate_customer' then a.account_id
            else a.advocate end as member_id,
        a.occurred_at >= w.starts_at as is_in_period
    from acts as a
    cross join parameters as p
    cross join (values ('advocate_customer'), ('former_advocate')) as f (fact)
    join windows as w
        on w.name = 'period' and a.occurred_at < w.ends_at
        and case f.fact
            when 'advocate_customer' then a.occurred_at >= w.starts_at
            else a.first_act_at
                < w.starts_at - interval '1' day * p.advocate_pause_days
        end
)

select
    a.window_id, a.account_id, a.fact, '' as item, a.member_id,
    max(case when a.is_in_period then 1 else 0 end) = 1 as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from placed as a
left join account_movements as m
    on m.window_id = a.window_id and m.account_id = a.account_id
    and m.is_paying and m.is_first_currency
where a.fact = 'former_advocate' or m.account_id is not null
group by a.window_id, a.account_id, a.fact, a.member_id
