-- One row per period and account whose window after its activation ends in it:
-- whether it paid more on a day of that window than on the day before. Another for
-- those that are not due yet.
with
activated as (
    select
        w.window_id, j.account_id, p.activation_to_expansion_days as days,
        cast(at_timezone(with_timezone(j.activated_at, 'UTC'), p.time_zone) as date)
            as activated_on,
        j.activated_at + interval '1' day * p.activation_to_expansion_days < w.ends_at
            as is_due
    from account_journeys as j
    cross join parameters as p
    join windows as w
        on w.name = 'period' and j.activated_at < w.ends_at
        and j.activated_at + interval '1' day * p.activation_to_expansion_days
            >= w.starts_at
)

select
    a.window_id, a.account_id,
    case when a.is_due then 'expansion_due' else 'expansion_pending' end as fact,
    '' as item, a.account_id as member_id, count(c.day) > 0 as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from activated as a
left join mrr_changes as c
    on c.window_id = a.window_id and c.account_id = a.account_id
    and c.has_risen and c.was_paying and c.day >= a.activated_on
    and c.day <= cast(date_add('day', a.days, a.activated_on) as date)
group by a.window_id, a.account_id, a.is_due
