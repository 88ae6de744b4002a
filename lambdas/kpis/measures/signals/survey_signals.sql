-- One row per period and account: its latest answers before the cut-off, and the
-- answers of the 180 days and of both halves of them. Answers have no age limit.
with
-- The answer after each: until then it is the latest.
followed as (
    select
        type, score, account_id, width, distance, responded_at,
        lead(responded_at) over (
            partition by account_id, type order by responded_at, response_id
        ) as next_at,
        lead(responded_at) over (
            partition by account_id, type, respondent
            order by responded_at, response_id
        ) as next_own_at
    from survey_answers
    where account_id is not null and responded_at is not null
),

placed as (
    select
        w.window_id, r.type, r.score, r.account_id, r.width, r.distance,
        r.responded_at >= w.back_180_at as is_recent,
        r.responded_at >= w.back_90_at as is_late,
        coalesce(r.next_at >= w.ends_at, true) as is_latest,
        coalesce(r.next_own_at >= w.ends_at, true) as is_own_latest
    from followed as r
    join windows as w on w.name = 'period' and r.responded_at < w.ends_at
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
