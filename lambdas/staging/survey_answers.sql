-- One row per answer with the account that it speaks for (its own, else that of
-- its user, else of its contact), who gave it, how far it is from the bad end of
-- its scale, so that higher is always better, and when the user that it names
-- was activated, else the account.
with
attributed as (
    select
        r.response_id, r.type, r.score, r.responded_at, r.user_id, r.contact_id,
        coalesce(r.account_id, u.account_id, c.account_id) as account_id,
        coalesce('u' || r.user_id, 'c' || r.contact_id, 'r' || r.response_id)
            as respondent,
        coalesce('c' || r.contact_id, 'c' || u.contact_id, 'u' || r.user_id)
            as person,
        r.scale_max - r.scale_min as width,
        case when r.higher_is_better then r.score - r.scale_min
            else r.scale_max - r.score end as distance
    from survey_responses as r
    left join users as u on u.user_id = r.user_id
    left join contacts as c on c.contact_id = r.contact_id
)

select
    a.response_id, a.type, a.score, a.responded_at, a.account_id, a.respondent,
    a.person, a.width, a.distance,
    case when a.user_id is null then j.activated_at else u.activated_at end
        as activated_at
from attributed as a
left join user_journeys as u on u.user_id = a.user_id and u.signed_up_at is not null
left join account_journeys as j on j.account_id = a.account_id
