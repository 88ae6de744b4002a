-- One row per account that finished onboarding: until sales or success wrote.
select
    account_id, 'outreach_after_onboarding' as fact, account_id as member_id,
    onboarding_completed_at as from_at, outreach_after_onboarding_at as done_at,
    cast(null as timestamp) as else_at
from account_journeys
where onboarding_completed_at is not null
