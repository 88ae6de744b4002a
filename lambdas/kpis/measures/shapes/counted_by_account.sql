-- As `grouped`, of facts that have no durations: added up by account first, since an
-- account has many members and a dozen dimensions.
by_account as (
    select
        window_id, account_id, fact, item, currency, has_item,
        count(*) filter (where not is_pending) as members,
        count(*) filter (where is_hit) as hits,
        count(*) filter (where is_pending) as pending,
        sum(amount) as amount
    from itemised
    group by window_id, account_id, fact, item, currency, has_item
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
