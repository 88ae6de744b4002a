-- One row per period and account that paid at its opening and had answered a survey
-- in the days before: whether it is still there at the closing.
with
answered as (
    select
        s.account_id, s.responded_at, p.feedback_before_opening_days as days_before,
        cast(at_timezone(with_timezone(s.responded_at, 'UTC'), p.time_zone) as date)
            as answered_on
    from survey_answers as s
    cross join parameters as p
),

answers as (
    select w.window_id, s.account_id
    from answered as s
    join windows as w
        on w.name = 'period' and s.responded_at < w.starts_at
        and s.answered_on >= cast(date_add('day', -s.days_before, w.starts_on) as date)
    group by w.window_id, s.account_id
)

select
    m.window_id, m.account_id, 'feedback_giver' as fact, '' as item,
    m.account_id as member_id, m.is_base as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from account_movements as m
join answers as a on a.window_id = m.window_id and a.account_id = m.account_id
where m.is_first_currency and m.was_paying
