-- One row per account and duration: from where its clock starts to where it ends.
with
clocked as (
    select
        j.account_id, f.fact,
        case f.fact
            when 'time_to_value' then coalesce(j.closed_won_at, j.created_at)
            when 'time_to_exceed_value' then coalesce(j.closed_won_at, j.created_at)
            when 'kickoff_lag' then j.closed_won_at
            when 'handoff_time' then j.closed_won_at
            when 'time_to_expansion_use' then j.onboarding_completed_at
            when 'time_to_expansion_signal' then j.activated_at
        end as from_at,
        case f.fact
            when 'time_to_value' then j.value_at
            when 'time_to_exceed_value' then j.exceed_value_at
            when 'kickoff_lag' then j.kickoff_at
            when 'handoff_time' then j.csm_assigned_at
            when 'time_to_expansion_use' then j.expansion_use_at
            when 'time_to_expansion_signal' then j.expansion_signal_at
        end as done_at,
        case f.fact when 'handoff_time' then j.handed_over_at end as else_at
    from account_journeys as j
    cross join (
        values ('time_to_value'), ('time_to_exceed_value'), ('kickoff_lag'),
            ('handoff_time'), ('time_to_expansion_use'), ('time_to_expansion_signal')
    ) as f (fact)
)

select account_id, fact, account_id as member_id, from_at, done_at, else_at
from clocked
where done_at is not null or else_at is not null
