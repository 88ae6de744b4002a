-- One row per quarter and account that paid at its opening, with its check-ins in the
-- days before: their number, its square, and the number again where the account
-- stayed. What a correlation needs to be calculated from sums.
with
held as (
    select
        coalesce(a.account_id, c.account_id) as account_id, a.occurred_at,
        cast(at_timezone(with_timezone(a.occurred_at, 'UTC'), p.time_zone) as date)
            as held_on,
        p.check_in_days as days_before
    from activities as a
    left join contacts as c on c.contact_id = a.contact_id
    cross join parameters as p
    where a.type = 'check_in'
        and coalesce(a.outcome, '') not in ('scheduled', 'no_show', 'cancelled')
),

met as (
    select w.window_id, h.account_id, count(*) as check_ins
    from held as h
    join windows as w
        on w.name = 'trailing_quarter' and h.occurred_at < w.starts_at
        and h.held_on >= cast(date_add('day', -h.days_before, w.starts_on) as date)
    group by w.window_id, h.account_id
)

select
    m.window_id, m.account_id, f.fact, '' as item, m.account_id as member_id,
    m.is_base as is_hit, cast(null as varchar) as currency,
    case f.fact
        when 'check_ins' then coalesce(c.check_ins, 0)
        when 'check_ins_squared'
            then coalesce(c.check_ins, 0) * coalesce(c.check_ins, 0)
        when 'check_ins_of_kept' then case when m.is_base then c.check_ins else 0 end
    end as amount
from account_movements as m
join windows as w on w.window_id = m.window_id and w.name = 'trailing_quarter'
left join met as c
    on c.window_id = m.window_id and c.account_id = m.account_id
cross join (
    values ('check_ins'), ('check_ins_squared'), ('check_ins_of_kept')
) as f (fact)
where m.is_first_currency and m.was_paying
