-- One row per account with what readers know it by.
select
    s.account_id, a.name, a.segment, p.value as plan, a.region, a.csm,
    a.onboarding_model, a.acquisition_channel
from account_segments as s
left join accounts as a on a.account_id = s.account_id
left join account_segments as p
    on p.account_id = s.account_id and p.dimension = 'plan'
where s.dimension = 'all' and s.account_id <> ''
order by s.account_id
