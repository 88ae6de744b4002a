-- The demo's spans, each longer one in four parts: seats were bought in between,
-- never on a day that is still to come.
with
parts as (
    select
        written.*, part,
        least(coalesce(ends_on, cast(:last_day as date)), cast(:last_day as date))
            - starts_on as days,
        days >= 90 as is_parted
    from written
    cross join (values (0), (1), (2), (3)) as numbers (part)
    where starts_on < cast(:last_day as date)
)

select
    subscription_item_id, subscription_id, account_id, product, plan,
    case when is_parted then seats * (7 + part) // 10 else seats end as seats,
    currency,
    case when is_parted then cast(mrr_minor * (7 + part) / 10 as decimal(20, 6))
        else mrr_minor end as mrr_minor,
    status,
    case when is_parted then starts_on + cast(days * part // 4 as integer)
        else starts_on end as starts_on,
    case when is_parted and part < 3
        then starts_on + cast(days * (part + 1) // 4 as integer)
        else ends_on end as ends_on,
    case when is_parted and part < 3 then 'changed' else end_reason end as end_reason,
    case when is_parted and part < 3 then null else end_comment end as end_comment,
    case when is_parted and part > 0 then 'seats' else change_reason end
        as change_reason
from parts
where is_parted or part = 0
order by subscription_item_id, starts_on
