-- One row per period, account and survey type: the latest answer before the
-- cut-off, and the answers of the 180 days and of both halves of them.
with
known as (
    select
        w.window_id, r.type, r.score,
        coalesce(r.account_id, u.account_id, c.account_id) as account_id,
        r.scale_max - r.scale_min as width,
        case when r.higher_is_better then r.score - r.scale_min
            else r.scale_max - r.score end as distance,
        r.responded_at, r.response_id,
        r.responded_at >= w.back_180_at as is_recent,
        r.responded_at >= w.back_90_at as is_late
    from survey_responses as r
    join windows as w on w.name = 'period' and r.responded_at < w.ends_at
    left join users as u on u.user_id = r.user_id
    left join contacts as c on c.contact_id = r.contact_id
    where r.type in ('nps', 'csat', 'ces')
),

placed as (
    select
        window_id, type, score, account_id, width, distance, is_recent, is_late,
        row_number() over (
            partition by window_id, type, account_id
            order by responded_at desc, response_id desc
        ) as place
    from known
    where account_id is not null
)

select
    window_id, account_id, type,
    max(case when place = 1 then score end) as latest_score,
    max(case when place = 1 then distance end) as latest_distance,
    max(case when place = 1 then width end) as latest_width,
    count(*) filter (where is_recent) as answers_180,
    sum(case when is_recent then score else 0 end) as score_180,
    max(width) as width,
    count(*) filter (where is_late) as answers_90,
    sum(case when is_late then distance else 0 end) as distance_90,
    count(*) filter (where is_recent and not is_late) as answers_before,
    sum(case when is_recent and not is_late then distance else 0 end)
        as distance_before
from placed
group by window_id, account_id, type
order by window_id, account_id, type
