-- One row per subscription item and stretch of days on which one of its spans
-- rules. An item cannot run twice at once: of the spans that cover a day, the
-- one that started last rules. A deleted span ends on the day of its deletion.
with
spans as (
    select
        coalesce(s.source, '') || '/' || s.subscription_item_id as item_id,
        s.account_id, s.product, s.plan, s.seats, s.currency, s.status, s.starts_on,
        greatest(s.mrr_minor, 0) as mrr_minor, s.change_reason,
        case
            when not coalesce(s.is_deleted, false) then s.ends_on
            when s.ends_on < cast(coalesce(s.source_updated_at, p.snapshot_at) as date)
                then s.ends_on
            else cast(coalesce(s.source_updated_at, p.snapshot_at) as date)
        end as ends_on,
        case
            when coalesce(s.is_deleted, false) then coalesce(s.end_reason, 'deleted')
            else s.end_reason
        end as end_reason
    from subscription_periods as s
    cross join parameters as p
),

lasting as (
    select
        item_id, account_id, product, plan, seats, currency, status, starts_on,
        mrr_minor, change_reason, ends_on, end_reason
    from spans
    where ends_on is null or ends_on > starts_on
),

cuts as (
    select item_id, starts_on as cut_on from lasting
    union
    select item_id, ends_on as cut_on from lasting where ends_on is not null
),

stretches as (
    select
        item_id, cut_on as starts_on,
        lead(cut_on) over (partition by item_id order by cut_on) as ends_on
    from cuts
),

claims as (
    select
        t.item_id, t.starts_on, t.ends_on, s.account_id, s.product, s.plan, s.seats,
        s.currency, s.mrr_minor, s.status, s.ends_on as set_to_end_on,
        s.end_reason as reason_set,
        case when s.ends_on = t.ends_on then s.end_reason end as end_reason,
        case when s.starts_on = t.starts_on then s.change_reason end as change_reason,
        row_number() over (
            partition by t.item_id, t.starts_on order by s.starts_on desc
        ) as seniority,
        count(*) over (partition by t.item_id, t.starts_on) > 1 as is_overlap
    from stretches as t
    join lasting as s
        on s.item_id = t.item_id
        and s.starts_on <= t.starts_on
        and (s.ends_on is null or s.ends_on > t.starts_on)
)

select
    item_id, account_id, product, plan, seats, currency, mrr_minor, status, starts_on,
    ends_on, end_reason, set_to_end_on, reason_set, change_reason, is_overlap
from claims
where seniority = 1
