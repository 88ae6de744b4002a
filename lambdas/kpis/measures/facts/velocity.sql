-- One row per user who has used every top feature, in the period of the last of
-- those first uses: the times from the account's onboarding to each of them,
-- summed, and how many they are.
with
top_features as (
    select count(*) as features from feature_roles where role = 'top'
)

select
    w.window_id, u.account_id, 'velocity' as fact, u.user_id as member_id,
    u.top_sum_ms - t.features * date_diff('millisecond',
        timestamp '2000-01-01 00:00:00', a.onboarding_completed_at) as duration_ms,
    t.features as amount
from user_journeys as u
join top_features as t on t.features = u.top_features
join account_journeys as a on a.account_id = u.account_id
join windows as w
    on w.name = 'period'
    and u.top_last_at >= w.starts_at and u.top_last_at < w.ends_at
where u.signed_up_at is not null and a.onboarding_completed_at < w.ends_at
