-- One row per period and user of an account with a trial whose revenue window ends
-- in it, and per invoice paid in such a window; once each, however many the trials.
with
cohort as (
    select
        w.window_id, w.ends_at, t.account_id, t.started_at,
        t.started_at + interval '1' day * p.trial_revenue_days as revenue_until,
        coalesce(t.ended_at, t.converted_at,
            t.started_at + interval '1' day * p.trial_revenue_days) as tried_until
    from trials as t
    cross join parameters as p
    join windows as w
        on w.name = 'period'
        and t.started_at + interval '1' day * p.trial_revenue_days >= w.starts_at
        and t.started_at + interval '1' day * p.trial_revenue_days < w.ends_at
),

moments as (
    select
        account_id, 'trial_joiner' as fact, user_id as member_id, signed_up_at as at,
        cast(null as varchar) as currency, cast(null as bigint) as amount
    from users
    where signed_up_at is not null
    union all
    select
        account_id, 'trial_revenue' as fact, invoice_id as member_id, paid_at as at,
        currency, coalesce(paid_minor, total_minor) - coalesce(refunded_minor, 0)
            as amount
    from invoices
    where status = 'paid' and paid_at is not null
)

select
    c.window_id, c.account_id, m.fact, '' as item, m.member_id, false as is_hit,
    m.currency, m.amount
from cohort as c
join moments as m on m.account_id = c.account_id
where case m.fact
    when 'trial_joiner' then m.at < c.tried_until and m.at < c.ends_at
    else m.at >= c.started_at and m.at <= c.revenue_until
end
group by c.window_id, c.account_id, m.fact, m.member_id, m.currency, m.amount
