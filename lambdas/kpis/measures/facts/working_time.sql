-- One row per manager and day: minutes of work for customers, and the minutes
-- that the manager had, which are those logged where no capacity is stated; for
-- all managers and for each.
with
days as (
    select
        csm, worked_on,
        cast(sum(case when is_customer_work then minutes else 0 end) as bigint)
            as customer_minutes,
        coalesce(max(capacity_minutes), cast(sum(minutes) as bigint))
            as capacity_minutes
    from csm_time
    group by csm, worked_on
)

select
    w.window_id, '' as account_id, f.fact,
    case when f.is_by_csm then d.csm else '' end as item,
    d.csm || ' ' || cast(d.worked_on as varchar) as member_id, false as is_hit,
    cast(null as varchar) as currency,
    case when f.is_work then d.customer_minutes else d.capacity_minutes end as amount
from days as d
join windows as w
    on w.name = 'period' and d.worked_on >= w.starts_on and d.worked_on < w.ends_on
cross join (
    values ('customer_work', true, false), ('csm_capacity', false, false),
        ('customer_work_by_csm', true, true), ('csm_capacity_by_csm', false, true)
) as f (fact, is_work, is_by_csm)
