-- One row per month of first payment and month since: accounts of the cohort,
-- and those paying or paused at the closing of that month. Only months that
-- were over at the cut-off are given.
with
members as (
    select f.account_id, m.month_no, m.label as cohort
    from first_payments as f
    join months as m
        on f.first_paid_on >= m.starts_on and f.first_paid_on < m.ends_on
),

alive as (
    select distinct s.account_id, m.month_no
    from recurring_spans as s
    join months as m
        on s.starts_on < m.ends_on
        and (s.ends_on is null or s.ends_on >= m.ends_on)
    where s.is_paying or s.is_paused
)

select
    c.cohort, m.month_no - c.month_no as months_since,
    count(*) as accounts,
    count(a.account_id) as retained_accounts
from members as c
join months as m on m.month_no >= c.month_no
left join alive as a
    on a.account_id = c.account_id and a.month_no = m.month_no
group by c.cohort, m.month_no - c.month_no
order by c.cohort, m.month_no - c.month_no
