-- One row per period and account that paid at its opening: whether at its closing it
-- pays for a product that it never had before, beside one that it had.
with
products as (
    select
        w.window_id, s.account_id, s.product,
        max(case when s.starts_on < w.starts_on then 1 else 0 end) as was_had,
        max(case when s.starts_on < w.starts_on
            and (s.ends_on is null or s.ends_on >= w.starts_on)
            then 1 else 0 end) as at_opening,
        max(case when s.mrr_minor > 0
            and (s.ends_on is null or s.ends_on >= w.ends_on)
            then 1 else 0 end) as at_closing
    from recurring_spans as s
    join windows as w on w.name = 'period' and s.starts_on < w.ends_on
    where s.is_counting and s.product is not null
    group by w.window_id, s.account_id, s.product
),

bought as (
    select
        window_id, account_id,
        max(case when was_had = 0 then at_closing else 0 end)
            * max(at_opening * at_closing) = 1 as is_cross_sold
    from products
    group by window_id, account_id
)

select
    m.window_id, m.account_id, 'cross_sell' as fact, '' as item,
    m.account_id as member_id, coalesce(b.is_cross_sold, false) as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from account_movements as m
join windows as w on w.window_id = m.window_id and w.name = 'period'
left join bought as b
    on b.window_id = m.window_id and b.account_id = m.account_id
where m.is_first_currency and m.was_paying
