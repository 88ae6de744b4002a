-- One row per period, account and day on which what it pays or whether it is there
-- changed, in the days that rules about daily MRR look at. All currencies together,
-- at the period's rates; `unrated_currency` is one that moved and has none.
with
edges as (
    select
        s.account_id, s.currency,
        case e.edge when 'start' then s.starts_on else s.ends_on end as day,
        case e.edge when 'start' then 1 else -1 end as step,
        case when s.is_counting then s.mrr_minor else 0 end as mrr_minor,
        case when s.is_paying then 1 else 0 end as is_paying
    from recurring_spans as s
    cross join (values ('start'), ('end')) as e (edge)
    where (s.is_paying or s.is_paused) and (e.edge = 'start' or s.ends_on is not null)
),

steps as (
    select
        account_id, currency, day, sum(step * mrr_minor) as change,
        sum(step * is_paying) as paying_spans, sum(step) as base_spans
    from edges
    group by account_id, currency, day
),

rated as (
    select
        w.window_id, w.starts_on, s.account_id, s.day,
        sum(cast(s.change as double) * coalesce(r.factor, 1e0)) as change,
        sum(s.paying_spans) as paying_spans, sum(s.base_spans) as base_spans,
        min(case when r.factor is null and s.change <> 0 then s.currency end)
            as unrated_currency
    from steps as s
    join windows as w on w.name = 'period' and s.day < w.ends_on
    left join rates as r on r.window_id = w.window_id and r.currency = s.currency
    group by w.window_id, w.starts_on, s.account_id, s.day
),

running as (
    select
        window_id, starts_on, account_id, day, change, paying_spans, base_spans,
        unrated_currency,
        sum(paying_spans) over so_far as paying_now,
        sum(base_spans) over so_far as base_now
    from rated
    window so_far as (
        partition by window_id, account_id order by day
        rows between unbounded preceding and current row
    )
)

select
    r.window_id, r.account_id, r.day, r.unrated_currency,
    r.change < -1e-6 as has_fallen, r.change > 1e-6 as has_risen,
    r.paying_now - r.paying_spans > 0 as was_paying, r.paying_now > 0 as is_paying,
    r.base_now - r.base_spans > 0 as was_base, r.base_now > 0 as is_base
from running as r
cross join parameters as p
where r.day >= cast(date_add('day',
    -1 - greatest(p.downgrade_to_churn_days, p.activation_to_expansion_days),
    r.starts_on) as date)
