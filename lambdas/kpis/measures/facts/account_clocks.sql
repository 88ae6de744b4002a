-- One row per account and "within W" rule: onboarding from its first start to its
-- last required step, adoption from there to a key action.
select
    j.account_id, f.fact, '' as item, j.account_id as member_id,
    case f.fact when 'onboarding' then j.onboarding_started_at
        else j.onboarding_completed_at end as from_at,
    case f.fact when 'onboarding' then j.onboarding_completed_at
        else j.key_action_after_onboarding_at end as done_at,
    case f.fact when 'onboarding' then p.onboarding_window_days
        else p.adoption_days end as within_days
from account_journeys as j
cross join parameters as p
cross join (values ('onboarding'), ('adoption')) as f (fact)
where case f.fact when 'onboarding' then j.onboarding_started_at
    else j.onboarding_completed_at end is not null
