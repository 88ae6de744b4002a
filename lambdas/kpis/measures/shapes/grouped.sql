-- One row per window, dimension, value, fact, item and currency.
grouped as (
    select
        f.window_id, p.dimension, p.value, f.fact, f.item, f.currency,
        count(*) filter (where not f.is_pending) as members,
        count(*) filter (where f.is_hit) as hits,
        count(*) filter (where f.is_pending) as pending,
        sum(f.amount) as amount,
        count(*) filter (where f.duration_ms < 0) as durations_left_out,
        count(*) filter (where f.duration_ms >= 0) as durations,
        cast(sum(case when f.duration_ms >= 0 then f.duration_ms end) as bigint)
            as duration_sum_ms,
        array_sort(array_agg(f.duration_ms) filter (where f.duration_ms >= 0))
            as ordered_ms
    from itemised as f
    join parts as p on p.account_id = f.account_id and p.has_item = f.has_item
    group by f.window_id, p.dimension, p.value, f.fact, f.item, f.currency
)

select
    window_id, dimension, value, fact, item, currency, members, hits, pending, amount,
    durations_left_out, durations, duration_sum_ms,
    case when durations > 0 then ordered_ms[(durations + 1) / 2] end as median_low_ms,
    case when durations > 0 then ordered_ms[durations / 2 + 1] end as median_high_ms,
    case when durations > 0 then ordered_ms[(durations * 9 + 9) / 10] end as p90_ms
from grouped
order by fact, window_id, dimension, value, item, currency
