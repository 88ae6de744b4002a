-- One row per lead and duration from its creation: to product qualification, and
-- to the first meeting that took place.
with
meetings as (
    select lead_id, min(occurred_at) as met_at
    from activities
    where lead_id is not null and type = 'meeting' and outcome = 'completed'
    group by lead_id
)

select
    coalesce(l.converted_account_id, '') as account_id, f.fact, l.lead_id as member_id,
    l.created_at as from_at,
    case f.fact when 'time_to_pql' then l.pql_at else l.first_meeting_at end as done_at,
    case f.fact when 'time_to_meeting' then m.met_at end as else_at
from leads as l
left join meetings as m on m.lead_id = l.lead_id
cross join (values ('time_to_pql'), ('time_to_meeting')) as f (fact)
