-- What has an item of its own (a feature, a reason) is cut by segment only; the weight
-- of a flow is no such item.
itemised as (
    select
        window_id, account_id, fact, item, is_pending, is_hit, duration_ms, currency,
        amount, item <> '' and fact <> 'flow_progress' as has_item
    from facts
),

parts as (
    select s.account_id, s.dimension, s.value, i.has_item
    from account_segments as s
    cross join (values (true), (false)) as i (has_item)
    where not i.has_item or s.dimension in ('all', 'segment')
)
