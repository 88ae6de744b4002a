-- One row per window, dimension, value, survey type and width of scale.
-- Distances are from the bad end, so higher is always better; the NPS part
-- counts the latest answer of each respondent.
with
answers as (
    select
        w.window_id, r.response_id, r.type, r.score,
        coalesce(r.account_id, u.account_id, c.account_id, '') as account_id,
        r.scale_max - r.scale_min as width,
        case when r.higher_is_better then r.score - r.scale_min
            else r.scale_max - r.score end as distance,
        row_number() over (
            partition by w.window_id, r.type,
                coalesce('u' || r.user_id, 'c' || r.contact_id, 'r' || r.response_id)
            order by r.responded_at desc, r.response_id desc
        ) as place
    from survey_responses as r
    join windows as w
        on w.name = 'period'
        and r.responded_at >= w.starts_at and r.responded_at < w.ends_at
    left join users as u on u.user_id = r.user_id
    left join contacts as c on c.contact_id = r.contact_id
)

select
    a.window_id, s.dimension, s.value, a.type, a.width,
    count(*) as answers,
    sum(a.distance) as distance,
    count(*) filter (where a.distance >= p.satisfied_from * a.width)
        as satisfied_answers,
    count(*) filter (where a.place = 1) as respondents,
    count(*) filter (where a.place = 1 and a.score >= 9) as promoters,
    count(*) filter (where a.place = 1 and a.score <= 6) as detractors
from answers as a
join account_segments as s on s.account_id = a.account_id
cross join parameters as p
group by a.window_id, s.dimension, s.value, a.type, a.width
order by a.window_id, s.dimension, s.value, a.type, a.width
