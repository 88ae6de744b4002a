-- One row per account with what readers know it by.
select
    account_id, name, segment, plan, region, country, csm, onboarding_model,
    acquisition_channel, tags, is_known, shares_domain
from account_attributes
where account_id <> ''
order by account_id
