-- As `grouped`, of facts that have no durations: added up by account first, since an
-- account has many members and a dozen dimensions.
by_account as (
    select
        window_id, account_id, fact, item, currency,
        item <> '' and fact <> 'flow_progress' as has_item,
        count(*) filter (where not is_pending) as members,
        count(*) filter (where is_hit) as hits,
        count(*) filter (where is_pending) as pending,
        sum(amount) as amount
    from facts
    group by window_id, account_id, fact, item, currency
),

-- What has an item of its own (a feature, a reason) is cut by segment only.
parts as (
    select s.account_id, s.dimension, s.value, i.has_item
    from account_segments as s
    cross join (values (true), (false)) as i (has_item)
    where not i.has_item or s.dimension in ('all', 'segment')
)

select
    a.window_id, p.dimension, p.value, a.fact, a.item, a.currency,
    cast(sum(a.members) as bigint) as members,
    cast(sum(a.hits) as bigint) as hits,
    cast(sum(a.pending) as bigint) as pending,
    sum(a.amount) as amount,
    cast(0 as bigint) as durations_left_out, cast(0 as bigint) as durations,
    cast(null as bigint) as duration_sum_ms, cast(null as bigint) as median_low_ms,
    cast(null as bigint) as median_high_ms, cast(null as bigint) as p90_ms
from by_account as a
join parts as p on p.account_id = a.account_id and p.has_item = a.has_item
group by a.window_id, p.dimension, p.value, a.fact, a.item, a.currency
order by fact, window_id, dimension, value, item, currency
