-- One row per completed step of a funnel, for all steps and for its own.
select
    s.account_id, f.fact,
    case f.fact when 'funnel_step' then s.milestone_id else '' end as item,
    coalesce(s.user_id, s.account_id) || '/' || s.milestone_id as member_id,
    s.completed_at as from_at, s.next_completed_at as done_at,
    p.funnel_step_days as within_days
from funnel_steps as s
cross join parameters as p
cross join (values ('funnel'), ('funnel_step')) as f (fact)
