-- One row per subscription item and stretch of days with one price and status.
-- An unbroken run of past-due days ends after the days of grace, that day, for
-- a failed payment. `set_to_end_on` keeps the end that the source states, where
-- it is no plan change; what is lost then is less what follows on the item.
with
runs as (
    select
        item_id, starts_on, ends_on, status,
        case
            when lag(status) over item = status and lag(ends_on) over item = starts_on
                then 0
            else 1
        end as opens_run,
        lead(status) over item = status and lead(starts_on) over item = ends_on
            as goes_on
    from ruling_spans
    window item as (partition by item_id order by starts_on)
),

numbered as (
    select
        item_id, starts_on, status, goes_on,
        sum(opens_run) over (partition by item_id order by starts_on) as run_no
    from runs
),

grace as (
    select
        n.item_id, n.starts_on, n.goes_on,
        cast(date_add('day', p.past_due_grace_days,
            min(n.starts_on) over (partition by n.item_id, n.run_no)) as date)
            as lapses_on
    from numbered as n
    cross join parameters as p
    where n.status = 'past_due'
),

limited as (
    select
        s.item_id, s.account_id, s.product, s.plan, s.seats, s.currency, s.mrr_minor,
        s.status, s.starts_on, s.ends_on, s.end_reason, s.change_reason, s.is_overlap,
        case when coalesce(s.reason_set, '') <> 'changed' then s.set_to_end_on end
            as set_to_end_on,
        g.lapses_on,
        coalesce(g.lapses_on < coalesce(s.ends_on, date '9999-12-31')
            or (g.lapses_on = s.ends_on and g.goes_on), false) as is_lapsing
    from ruling_spans as s
    left join grace as g on g.item_id = s.item_id and g.starts_on = s.starts_on
),

followers as (
    select item_id, starts_on, currency, mrr_minor
    from limited
    where status in ('active', 'past_due', 'paused')
        and not (is_lapsing and lapses_on <= starts_on)
)

select
    l.item_id, l.account_id, l.product, l.plan, l.seats, l.currency, l.mrr_minor,
    l.status,
    l.status in ('active', 'past_due') as is_counting,
    l.status in ('active', 'past_due') and l.mrr_minor > 0 as is_paying,
    l.status = 'paused' as is_paused,
    l.starts_on,
    case when l.is_lapsing then l.lapses_on else l.ends_on end as ends_on,
    case when l.is_lapsing then 'payment_failed' else l.end_reason end as end_reason,
    l.set_to_end_on, l.set_to_end_on is not null and f.item_id is null as ends_for_good,
    greatest(l.mrr_minor
        - case when f.currency = l.currency then f.mrr_minor else 0 end, 0)
        as lost_at_end_minor,
    l.change_reason, l.is_overlap
from limited as l
left join followers as f
    on f.item_id = l.item_id and f.starts_on = l.set_to_end_on
where not (l.is_lapsing and l.lapses_on <= l.starts_on)
