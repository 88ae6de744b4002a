-- One row per user and duration: from where its clock starts to where it ends.
-- Key actions are counted by session: a second one means another session.
with
clocked as (
    select
        j.user_id, j.account_id, f.fact,
        case f.fact
            when 'time_to_first_referral' then j.activated_at
            when 'time_to_repeat' then j.key_at
            when 'action_to_activation' then j.first_feature_at
            else j.signed_up_at
        end as from_at,
        case f.fact
            when 'time_to_first_value' then j.first_value_at
            when 'time_to_basic_value' then j.basic_value_at
            when 'time_to_immediate_value' then j.immediate_value_at
            when 'time_to_short_value' then j.short_value_at
            when 'time_to_first_referral' then j.first_invite_at
            when 'time_to_key_action' then j.key_at
            when 'time_to_repeat' then j.key_2_at
            when 'time_to_habit'
                then case p.habit_occurrences when 2 then j.key_2_at else j.key_3_at end
            when 'action_to_activation' then j.activated_at
        end as done_at,
        f.fact = 'time_to_repeat' or j.signed_up_at is not null as is_known
    from user_journeys as j
    cross join parameters as p
    cross join (
        values ('time_to_first_value'), ('time_to_basic_value'),
            ('time_to_immediate_value'), ('time_to_short_value'),
            ('time_to_first_referral'), ('time_to_key_action'), ('time_to_repeat'),
            ('time_to_habit'), ('action_to_activation')
    ) as f (fact)
)

select
    account_id, fact, user_id as member_id, from_at, done_at,
    cast(null as timestamp) as else_at
from clocked
where is_known and done_at is not null
