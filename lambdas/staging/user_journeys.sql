-- One row per user, signed up or only seen in events: first-ever moments, so that
-- no measure reads the whole history again. Moments after a cut-off are as if
-- they had not been.
with
entries as (
    select
        u.user_id,
        min(greatest(u.signed_up_at, t.started_at)) as trial_entry_at
    from users as u
    join trials as t
        on t.account_id = u.account_id
        and (coalesce(t.ended_at, t.converted_at) is null
            or u.signed_up_at < coalesce(t.ended_at, t.converted_at))
    group by u.user_id
),

invites as (
    select referrer_user_id as user_id, min(invited_at) as first_invite_at
    from referrals
    where referrer_user_id is not null
    group by referrer_user_id
)

select
    coalesce(u.user_id, x.user_id) as user_id,
    coalesce(u.account_id, x.account_id) as account_id,
    u.role, u.acquisition_channel, u.contact_id, u.signed_up_at, u.deactivated_at,
    s.activated_at, s.basic_value_at, s.first_value_at, s.immediate_value_at,
    s.short_value_at, s.flow_started_at, s.flow_completed_at, s.flow_sessions,
    s.first_task_at, s.flow_steps, s.flow_steps_outside_first_session,
    case
        when s.flow_started_at is null then e.trial_entry_at
        when e.trial_entry_at is null then s.flow_started_at
        else least(s.flow_started_at, e.trial_entry_at)
    end as entered_at,
    cast(at_timezone(with_timezone(s.activated_at, 'UTC'), p.time_zone) as date)
        as activated_on,
    i.first_invite_at,
    x.first_event_at, x.first_feature_at, x.first_session_starts_at, x.core_at,
    x.core_session_no, x.key_at, x.key_session_no, x.key_2_at, x.key_3_at,
    x.critical_at, x.critical_2_at, x.activation_feature_at,
    x.top_features, x.top_last_at, x.top_sum_ms
from users as u
full join user_uses as x on x.user_id = u.user_id
left join user_steps as s on s.user_id = coalesce(u.user_id, x.user_id)
left join entries as e on e.user_id = u.user_id
left join invites as i on i.user_id = coalesce(u.user_id, x.user_id)
cross join parameters as p
