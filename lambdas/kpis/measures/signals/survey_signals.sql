-- One row per period and account: its latest answers before the cut-off, and the
-- answers of the 180 days and of both halves of them. Answers have no age limit.
with
known as (
    select
        w.window_id, r.type, r.score, r.account_id, r.respondent, r.width, r.distance,
        r.responded_at, r.response_id,
        r.responded_at >= w.back_180_at as is_recent,
        r.responded_at >= w.back_90_at as is_late
    from survey_answers as r
    join windows as w on w.name = 'period' and r.responded_at < w.ends_at
),

placed as (
    select
        window_id, type, score, account_id, width, distance, is_recent, is_late,
        row_number() over (
            partition by window_id, account_id, type
            order by responded_at desc, response_id desc
        ) = 1 as is_latest,
        row_number() over (
            partition by window_id, account_id, type, respondent
            order by responded_at desc, response_id desc
        ) = 1 as is_own_latest
    from known
    where account_id is not null
)

select
    window_id, account_id,
    max(case when type = 'nps' and is_latest then score end) as nps_latest_score,
    max(case when type = 'nps' and is_latest then distance end) as nps_latest_distance,
    max(case when type = 'nps' and is_latest then width end) as nps_latest_width,
    max(case when type = 'csat' and is_latest then distance end)
        as csat_latest_distance,
    max(case when type = 'csat' and is_latest then width end) as csat_latest_width,
    count(*) filter (where type = 'nps' and is_recent) as nps_answers_180,
    sum(case when type = 'nps' and is_recent then score else 0 end) as nps_score_180,
    count(*) filter (where type = 'nps' and is_own_latest) as nps_respondents,
    count(*) filter (where type = 'nps' and is_own_latest and score >= 9)
        as nps_promoters,
    count(*) filter (where is_recent) as answers_180,
    max(case when type = 'ces' then width end) as ces_width,
    count(*) filter (where type = 'ces' and is_late) as ces_answers_90,
    sum(case when type = 'ces' and is_late then distance else 0 end)
        as ces_distance_90,
    count(*) filter (where type = 'ces' and is_recent and not is_late)
        as ces_answers_before,
    sum(case when type = 'ces' and is_recent and not is_late then distance else 0 end)
        as ces_distance_before
from placed
group by window_id, account_id
