-- Answers by week, type and dimension; of NPS the latest of each respondent.
with
answers as (
    select
        w.week, r.account_id, r.type, r.score, r.scale_min, r.scale_max,
        row_number() over (
            partition by w.week, r.type, coalesce(r.user_id, r.contact_id, r.response_id)
            order by r.responded_at desc
        ) = 1 as is_latest
    from survey_responses as r
    asof join weeks as w on r.responded_at >= w.from_at
)

select
    week, type, segment, region, country, csm, plan,
    count(*) as answers, sum(score - scale_min) as distance,
    sum(scale_max - scale_min) as width,
    count(*) filter (where is_latest and score >= 9) as promoters,
    count(*) filter (where is_latest and score <= 6) as detractors,
    count(*) filter (where is_latest) as respondents
from answers
join account_dimensions using (account_id)
group by week, type,
    grouping sets ((), (segment), (region), (country), (csm), (plan))
