-- One row per period and lost account by its reason, with what it paid at the opening
-- in each currency; and per account and reason of its segment, true for its own.
with
lost as (
    select
        m.window_id, m.account_id, m.currency, m.opening, m.is_first_currency,
        s.value as segment, coalesce(l.end_reason, 'unknown') as reason
    from account_movements as m
    join windows as w on w.window_id = m.window_id and w.name = 'period'
    join lost_accounts as l
        on l.window_id = m.window_id and l.account_id = m.account_id
    join account_segments as s
        on s.account_id = m.account_id and s.dimension = 'segment'
),

segment_reasons as (
    select distinct window_id, segment, reason
    from lost
)

select
    l.window_id, l.account_id, f.fact, l.reason as item, l.account_id as member_id,
    false as is_hit,
    case f.fact when 'leaver_mrr' then l.currency end as currency,
    case f.fact when 'leaver_mrr' then l.opening end as amount
from lost as l
cross join (values ('leaver'), ('leaver_mrr')) as f (fact)
where f.fact = 'leaver_mrr' or l.is_first_currency
union all
select
    l.window_id, l.account_id, 'leaver_of_segment' as fact,
    r.segment || ': ' || r.reason as item, l.account_id as member_id,
    l.reason = r.reason as is_hit,
    cast(null as varchar) as currency, cast(null as decimal(38,6)) as amount
from lost as l
join segment_reasons as r on r.window_id = l.window_id and r.segment = l.segment
where l.is_first_currency
