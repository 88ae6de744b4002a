-- Dated facts of the chosen accounts: what happened, a short code, and of an answer
-- its score on its scale. No name and no word of a person but why one left.
with
stated as (
    select
        account_id, contact_id, cast(null as varchar) as user_id, occurred_at as moment,
        cast(null as date) as day,
        case
            when outcome = 'no_show' then 'no_show'
            when direction = 'inbound' or responded_at is not null or outcome = 'replied'
                or type in ('meeting', 'call', 'qbr', 'ebr', 'check_in', 'kickoff')
                then 'talk'
            else 'touch'
        end as kind,
        type as code, cast(null as double) as score, cast(null as double) as worst,
        cast(null as double) as best
    from activities
    where coalesce(outcome, '') not in ('scheduled', 'cancelled')
    union all
    select account_id, contact_id, user_id, responded_at, null, 'answer', type, score,
        case when higher_is_better then scale_min else scale_max end,
        case when higher_is_better then scale_max else scale_min end
    from survey_responses
    union all
    select
        account_id, null, null, case k.kind when 'ticket' then created_at
            when 'escalation' then escalated_at else solved_at end, null, k.kind,
        coalesce(category, ''), null, null, null
    from tickets cross join (values ('ticket'), ('escalation'), ('solution')) as k (kind)
    where k.kind <> 'solution' or escalated_at is not null
    union all
    select
        account_id, null, null, case k.kind when 'overdue' then due_at else paid_at end,
        null, k.kind, status, null, null, null
    from invoices cross join (values ('overdue'), ('late_payment')) as k (kind)
    where status not in ('draft', 'void')
        and (paid_at is null or paid_at >= due_at + interval '7' day)
    union all
    select account_id, null, null, null,
        case k.kind when 'change' then starts_on else ends_on end, k.kind,
        case k.kind when 'change' then change_reason when 'end' then end_reason
            else end_comment end, null, null, null
    from subscription_periods
    cross join (values ('change'), ('end'), ('comment')) as k (kind)
    union all
    select
        account_id, null, null, completed_at, null, 'milestone', milestone_id, null, null,
        null
    from onboarding_milestones where user_id is null
    union all
    select account_id, null, null, closed_at, null, 'won', type, null, null, null
    from opportunities where is_won
),

placed as (
    select distinct
        case when k.own then coalesce(s.account_id, u.account_id, c.account_id)
            else c.account_id end as account_id,
        case when k.own then s.kind else 'left' end as kind,
        case when k.own then s.code else c.persona end as code,
        case when k.own then s.moment end as moment,
        case when k.own then s.score end as score,
        case when k.own then s.worst end as worst,
        case when k.own then s.best end as best,
        coalesce(s.day, cast(at_timezone(with_timezone(
            case when k.own then s.moment else c.left_at end, 'UTC'),
            p.time_zone) as date)) as day
    from stated as s
    full join contacts as c on c.contact_id = s.contact_id
    left join users as u on u.user_id = s.user_id
    cross join (values (true), (false)) as k (own)
    cross join parameters as p
)

select f.account_id, f.day, f.kind, f.code, f.score, f.worst, f.best
from placed as f
join chosen_accounts as a
    on a.account_id = f.account_id and f.day >= a.from_on and f.day < a.until_on
where f.code is not null
order by f.account_id, f.day, f.moment, f.kind, f.code, f.score
