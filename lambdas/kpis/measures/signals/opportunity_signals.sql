-- One row per period and account: upsell and cross-sell deals open at the cut-off,
-- and those created in the period.
select
    w.window_id, o.account_id,
    count(*) filter (where o.closed_at is null or o.closed_at >= w.ends_at)
        as open_growth_deals,
    count(*) filter (where o.created_at >= w.starts_at) as new_growth_deals
from opportunities as o
join windows as w on w.name = 'period' and o.created_at < w.ends_at
where o.type in ('upsell', 'cross_sell') and o.account_id is not null
group by w.window_id, o.account_id
