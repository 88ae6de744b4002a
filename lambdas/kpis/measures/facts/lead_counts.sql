-- One row per lead and qualification that it reached in the period.
with
qualified as (
    select
        l.lead_id, coalesce(l.converted_account_id, '') as account_id, f.fact,
        case f.fact when 'mql' then l.mql_at else l.sql_at end as qualified_at
    from leads as l
    cross join (values ('mql'), ('sql')) as f (fact)
)

select
    w.window_id, q.account_id, q.fact, '' as item, q.lead_id as member_id,
    false as is_hit, cast(null as varchar) as currency, cast(null as bigint) as amount
from qualified as q
join windows as w
    on w.name = 'period'
    and q.qualified_at >= w.starts_at and q.qualified_at < w.ends_at
