-- Ends surveys.sql: one row per answer, with what it counts as.
select
    a.window_id, p.dimension, p.value, a.account_id, n.name as account, a.type,
    a.width, 1 as answers, a.distance,
    case when a.is_satisfied then 1 else 0 end as satisfied_answers,
    case when a.is_latest then 1 else 0 end as respondents,
    case when a.is_promoter then 1 else 0 end as promoters,
    case when a.is_detractor then 1 else 0 end as detractors,
    case when a.is_after_activation then 1 else 0 end as answers_after_activation,
    case when a.is_after_activation then a.distance else 0 end
        as distance_after_activation
from judged as a
join asked_windows as t on t.window_id = a.window_id
join account_segments as s on s.account_id = a.account_id
join asked_parts as p on p.dimension = s.dimension and p.value = s.value
left join account_attributes as n on n.account_id = a.account_id
order by a.window_id, p.dimension, p.value, a.type, a.account_id, a.distance
