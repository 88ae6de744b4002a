-- One row per period and account that paid at its opening and had answered a survey
-- in the days before: whether it is still there at the closing.
with
answers as (
    select
        w.window_id, s.account_id
    from survey_answers as s
    cross join parameters as p
    join windows as w
        on w.name = 'period'
        and cast(at_timezone(with_timezone(s.responded_at, 'UTC'), p.time_zone) as date)
            >= cast(date_add('day', -p.feedback_before_opening_days, w.starts_on)
                as date)
        and s.responded_at < w.starts_at
    group by w.window_id, s.account_id
)

select
    m.window_id, m.account_id, 'feedback_giver' as fact, '' as item,
    m.account_id as member_id, m.is_base as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from account_movements as m
join answers as a on a.window_id = m.window_id and a.account_id = m.account_id
where m.is_first_currency and m.was_paying
