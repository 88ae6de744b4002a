-- One row per period and account with a renewal whose window ends in it: whether
-- the account used the product or was touched after one of them in time: a day's first
-- or last use shows that, as its time is a day or more. Another for those with a
-- renewal that is not due yet.
with
signs as (
    select account_id, first_at, last_at
    from accounts_daily
    union all
    select
        coalesce(a.account_id, c.account_id) as account_id,
        a.occurred_at as first_at, a.occurred_at as last_at
    from activities as a
    left join contacts as c on c.contact_id = a.contact_id
    where coalesce(a.outcome, '') not in ('scheduled', 'no_show', 'cancelled')
),

renewals as (
    select
        r.account_id, r.contract_id, r.renewed_at,
        r.renewed_at + interval '1' day * p.post_renewal_days as due_at,
        min(case when s.first_at > r.renewed_at then s.first_at else s.last_at end)
            as engaged_at
    from contracts as r
    cross join parameters as p
    left join signs as s
        on s.account_id = r.account_id and s.last_at > r.renewed_at
        and s.first_at <= r.renewed_at + interval '1' day * p.post_renewal_days
    where r.renewed_at is not null
    group by r.account_id, r.contract_id, r.renewed_at, p.post_renewal_days
),

accounts_renewed as (
    select
        w.window_id, r.account_id,
        count(*) filter (where r.due_at < w.ends_at) as due,
        count(*) filter (where r.due_at < w.ends_at and r.engaged_at <= r.due_at)
            as engaged,
        count(*) filter (where r.due_at >= w.ends_at) as pending
    from renewals as r
    join windows as w
        on w.name = 'period' and r.renewed_at < w.ends_at and r.due_at >= w.starts_at
    group by w.window_id, r.account_id
)

select
    a.window_id, a.account_id, f.fact, '' as item, a.account_id as member_id,
    a.engaged > 0 as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from accounts_renewed as a
cross join (values ('renewal_due'), ('renewal_pending')) as f (fact)
where case f.fact when 'renewal_due' then a.due > 0 else a.pending > 0 end
