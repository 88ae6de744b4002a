-- One row per person (contact, else user) whose latest NPS answer before the end
-- of the period is a detractor's.
with
followed as (
    select
        coalesce(account_id, '') as account_id, person, score, responded_at,
        lead(responded_at) over (
            partition by person order by responded_at, response_id
        ) as next_at
    from survey_answers
    where type = 'nps' and person is not null
)

select
    w.window_id, a.account_id, 'detractor_person' as fact, '' as item,
    a.person as member_id, false as is_hit, cast(null as varchar) as currency,
    cast(null as bigint) as amount
from followed as a
join windows as w
    on w.name = 'period' and a.responded_at < w.ends_at
    and (a.next_at is null or a.next_at >= w.ends_at)
where a.score <= 6
