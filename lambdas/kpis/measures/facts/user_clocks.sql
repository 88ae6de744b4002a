-- One row per user and "within W" rule that the user is under: when its window
-- opened, and when what it waits for was done.
with
clocked as (
    select
        j.user_id, j.account_id, f.fact,
        case f.fact
            when 'activation_conversion' then j.entered_at
            when 'first_engagement' then j.first_event_at
            when 'critical_reuse' then j.critical_at
            when 'flow_in_time' then j.flow_started_at
            when 'flow_in_sessions' then j.flow_started_at
            else j.signed_up_at
        end as from_at,
        case f.fact
            when 'key_tasks' then j.first_task_at
            when 'early_adoption' then j.key_at
            when 'activation_features' then j.activation_feature_at
            when 'first_engagement' then j.first_feature_at
            when 'critical_reuse' then j.critical_2_at
            when 'flow_in_time' then j.flow_completed_at
            when 'flow_in_sessions'
                then case when j.flow_sessions >= 2 then j.flow_completed_at end
            else j.activated_at
        end as done_at,
        case f.fact
            when 'early_adoption' then p.early_adoption_days
            when 'first_engagement' then p.first_engagement_days
            when 'critical_reuse' then p.reuse_days
            else p.activation_window_days
        end as within_days,
        case when f.fact = 'activation_by_channel'
            then coalesce(j.acquisition_channel, 'unknown') else '' end as item,
        f.fact = 'critical_reuse' or j.signed_up_at is not null as is_known
    from user_journeys as j
    cross join parameters as p
    cross join (
        values ('activation'), ('activation_by_channel'), ('activation_conversion'),
            ('key_tasks'), ('early_adoption'), ('activation_features'),
            ('first_engagement'), ('critical_reuse'), ('flow_in_time'),
            ('flow_in_sessions')
    ) as f (fact)
)

select
    account_id, fact, item, user_id as member_id, from_at, done_at, within_days
from clocked
where is_known and from_at is not null
