-- One row per user who was ever active: the first sessions, and the first uses
-- of features by the role that these play. A second use means another session.
with
uses as (
    select u.user_id, r.role, u.feature_id, u.session_no, u.first_at
    from first_uses as u
    join feature_roles as r on r.feature_id = u.feature_id
    where u.user_id is not null
),

firsts as (
    select
        user_id,
        min(case when role = 'core' then first_at end) as core_at,
        min(case when role = 'core' then session_no end) as core_session_no,
        min(case when role = 'key' then first_at end) as key_at,
        min(case when role = 'key' then session_no end) as key_session_no,
        min(case when role = 'critical' then first_at end) as critical_at,
        min(case when role = 'activation' then first_at end) as activation_feature_at
    from uses
    group by user_id
),

by_session as (
    select
        user_id, role, min(first_at) as used_at,
        row_number() over (partition by user_id, role order by min(first_at)) as use_no
    from uses
    where role in ('key', 'critical')
    group by user_id, role, session_no
),

repeats as (
    select
        user_id,
        min(case when role = 'key' and use_no = 2 then used_at end) as key_2_at,
        min(case when role = 'key' and use_no = 3 then used_at end) as key_3_at,
        min(case when role = 'critical' and use_no = 2 then used_at end)
            as critical_2_at
    from by_session
    group by user_id
),

top_features as (
    select user_id, feature_id, min(first_at) as used_at
    from uses where role = 'top'
    group by user_id, feature_id
),

by_top as (
    select
        user_id, count(*) as top_features, max(used_at) as top_last_at,
        cast(sum(date_diff('millisecond', timestamp '2000-01-01 00:00:00', used_at))
            as bigint) as top_sum_ms
    from top_features
    group by user_id
),

sessions as (
    select
        user_id, min(account_id) as account_id, min(first_at) as first_event_at,
        min(case when feature_id is not null then first_at end) as first_feature_at,
        min(session_starts_at) as first_session_starts_at,
        min(case when session_no = 1 then session_ends_at end) as first_session_ends_at,
        min(case when session_no = 1 then session_id end) as first_session_id
    from first_uses
    where user_id is not null
    group by user_id
)

select
    s.user_id, s.account_id, s.first_event_at, s.first_feature_at,
    s.first_session_starts_at, s.first_session_ends_at, s.first_session_id,
    f.core_at, f.core_session_no, f.key_at, f.key_session_no, r.key_2_at, r.key_3_at,
    f.critical_at, r.critical_2_at, f.activation_feature_at,
    t.top_features, t.top_last_at, t.top_sum_ms
from sessions as s
left join firsts as f on f.user_id = s.user_id
left join repeats as r on r.user_id = s.user_id
left join by_top as t on t.user_id = s.user_id
