-- One row per lead and answer that it waits for: a person's, and any contact. A
-- lead's own times win over activities.
with
touches as (
    select
        lead_id, min(occurred_at) as contacted_at,
        min(case when not coalesce(is_automated, false) then occurred_at end)
            as answered_at
    from activities
    where lead_id is not null and direction = 'outbound'
        and coalesce(outcome, '') not in ('scheduled', 'no_show', 'cancelled')
    group by lead_id
)

select
    coalesce(l.converted_account_id, '') as account_id, f.fact, l.lead_id as member_id,
    l.created_at as from_at,
    case f.fact when 'lead_response' then l.first_response_at
        else l.first_contacted_at end as done_at,
    case f.fact when 'lead_response' then t.answered_at else t.contacted_at end as else_at
from leads as l
left join touches as t on t.lead_id = l.lead_id
cross join (values ('lead_response'), ('lead_contact')) as f (fact)
