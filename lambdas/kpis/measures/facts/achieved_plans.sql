-- One row per goal achieved in the period that states its benefit and its cost,
-- for either of the two. XXX is the code of money whose currency nobody knows.
select
    w.window_id, s.account_id, f.fact, '' as item, s.plan_id as member_id,
    false as is_hit, coalesce(s.currency, 'XXX') as currency,
    case f.fact when 'plan_benefit' then s.benefit_minor else s.cost_minor end
        as amount
from success_plans as s
join windows as w
    on w.name = 'period' and s.achieved_at >= w.starts_at and s.achieved_at < w.ends_at
cross join (values ('plan_benefit'), ('plan_cost')) as f (fact)
where s.benefit_minor is not null and s.cost_minor is not null
