-- One row per period and account with a downgrade whose window ends in it: whether
-- the account was lost in time after one of them. Another for those with a downgrade
-- that is not due yet, and one per change of MRR in a currency without a rate.
with
seen as (
    select
        c.window_id, c.account_id, c.day, c.has_fallen, c.is_paying,
        min(case when c.was_base and not c.is_base then c.day end) over (
            partition by c.window_id, c.account_id order by c.day desc
            rows between unbounded preceding and current row
        ) as lost_on
    from mrr_changes as c
),

falls as (
    select
        s.window_id, s.account_id, s.lost_on, w.starts_on, w.ends_on,
        cast(date_add('day', p.downgrade_to_churn_days, s.day) as date) as due_on
    from seen as s
    join windows as w on w.window_id = s.window_id
    cross join parameters as p
    where s.has_fallen and s.is_paying
),

downgraded as (
    select
        window_id, account_id,
        count(*) filter (where due_on < ends_on) as due,
        count(*) filter (where due_on < ends_on and lost_on <= due_on) as lost,
        count(*) filter (where due_on >= ends_on) as pending
    from falls
    where due_on >= starts_on
    group by window_id, account_id
)

select
    d.window_id, d.account_id, f.fact, '' as item, d.account_id as member_id,
    d.lost > 0 as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from downgraded as d
cross join (values ('downgrade_due'), ('downgrade_pending')) as f (fact)
where case f.fact when 'downgrade_due' then d.due > 0 else d.pending > 0 end
union all
select
    window_id, account_id, 'unrated_change' as fact, '' as item,
    account_id as member_id, false as is_hit, unrated_currency as currency, 1 as amount
from mrr_changes
where unrated_currency is not null
