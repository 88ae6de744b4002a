-- One row per month of first payment and month since: accounts of the cohort,
-- and those paying or paused at the closing of that month. Only months that
-- were over at the cut-off are given.
with
runs as (
    select
        account_id, starts_on, ends_on,
        min(case when is_paying then starts_on end) over (partition by account_id)
            as first_paid_on
    from recurring_spans
    where is_paying or is_paused
),

presence as (
    select
        c.label as cohort, m.month_no - c.month_no as months_since, r.account_id,
        max(case when r.starts_on < m.ends_on
            and (r.ends_on is null or r.ends_on >= m.ends_on) then 1 else 0 end)
            as is_there
    from runs as r
    join months as c
        on r.first_paid_on >= c.starts_on and r.first_paid_on < c.ends_on
    join months as m on m.month_no >= c.month_no
    group by c.label, m.month_no - c.month_no, r.account_id
)

select
    cohort, months_since, count(*) as accounts,
    cast(sum(is_there) as bigint) as retained_accounts
from presence
group by cohort, months_since
order by cohort, months_since
