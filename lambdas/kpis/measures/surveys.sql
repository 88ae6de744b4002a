-- One row per window, dimension, value, survey type and width of scale.
-- Distances are from the bad end, so higher is always better; the NPS part
-- counts the latest answer of each respondent. Answers after activation are
-- those given soon enough after that of the user, else of the account.
with
answers as (
    select
        w.window_id, coalesce(r.account_id, '') as account_id, r.type, r.score, r.width,
        r.distance, r.responded_at, r.activated_at,
        row_number() over (
            partition by w.window_id, r.type, r.respondent
            order by r.responded_at desc, r.response_id desc
        ) as place
    from survey_answers as r
    join windows as w
        on w.name = 'period'
        and r.responded_at >= w.starts_at and r.responded_at < w.ends_at
),

judged as (
    select
        a.window_id, a.account_id, a.type, a.width, a.distance,
        a.distance >= p.satisfied_from * a.width as is_satisfied,
        a.place = 1 as is_latest,
        a.place = 1 and a.score >= 9 as is_promoter,
        a.place = 1 and a.score <= 6 as is_detractor,
        coalesce(
            a.responded_at >= a.activated_at and a.responded_at
                <= a.activated_at + interval '1' day * p.feedback_after_activation_days,
            false
        ) as is_after_activation
    from answers as a
    cross join parameters as p
)

select
    a.window_id, s.dimension, s.value, a.type, a.width,
    count(*) as answers, sum(a.distance) as distance,
    count(*) filter (where a.is_satisfied) as satisfied_answers,
    count(*) filter (where a.is_latest) as respondents,
    count(*) filter (where a.is_promoter) as promoters,
    count(*) filter (where a.is_detractor) as detractors,
    count(*) filter (where a.is_after_activation) as answers_after_activation,
    sum(case when a.is_after_activation then a.distance else 0 end)
        as distance_after_activation
from judged as a
join account_segments as s on s.account_id = a.account_id
group by a.window_id, s.dimension, s.value, a.type, a.width
order by a.window_id, s.dimension, s.value, a.type, a.width
