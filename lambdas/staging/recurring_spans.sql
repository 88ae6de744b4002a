-- One row per subscription item and stretch of days with one price and status.
-- An unbroken run of past-due days ends after the days of grace, that day, for
-- a failed payment. `set_to_end_on` keeps the end that the source states.
with
runs as (
    select
        item_id, starts_on, ends_on, status,
        case
            when lag(status) over item = status and lag(ends_on) over item = starts_on
                then 0
            else 1
        end as opens_run
    from ruling_spans
    window item as (partition by item_id order by starts_on)
),

numbered as (
    select
        item_id, starts_on, status,
        sum(opens_run) over (partition by item_id order by starts_on) as run_no
    from runs
),

grace as (
    select
        n.item_id, n.starts_on,
        cast(date_add('day', p.past_due_grace_days,
            min(n.starts_on) over (partition by n.item_id, n.run_no)) as date)
            as lapses_on
    from numbered as n
    cross join parameters as p
    where n.status = 'past_due'
),

limited as (
    select
        s.item_id, s.account_id, s.plan, s.seats, s.currency, s.mrr_minor, s.status,
        s.starts_on, s.ends_on, s.end_reason, s.set_to_end_on, s.reason_set,
        s.change_reason, s.is_overlap, g.lapses_on,
        coalesce(g.lapses_on < coalesce(s.ends_on, date '9999-12-31'), false)
            as is_lapsing
    from ruling_spans as s
    left join grace as g on g.item_id = s.item_id and g.starts_on = s.starts_on
)

select
    item_id, account_id, plan, seats, currency, mrr_minor, status,
    status in ('active', 'past_due') as is_counting,
    status in ('active', 'past_due') and mrr_minor > 0 as is_paying,
    status = 'paused' as is_paused,
    starts_on,
    case when is_lapsing then lapses_on else ends_on end as ends_on,
    case when is_lapsing then 'payment_failed' else end_reason end as end_reason,
    set_to_end_on, reason_set, change_reason, is_overlap
from limited
where not (is_lapsing and lapses_on <= starts_on)
