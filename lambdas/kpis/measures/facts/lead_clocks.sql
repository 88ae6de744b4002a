-- One row per lead: from its creation to its conversion.
select
    coalesce(l.converted_account_id, '') as account_id, 'lead_conversion' as fact,
    '' as item, l.lead_id as member_id, l.created_at as from_at,
    l.converted_at as done_at, p.lead_conversion_days as within_days
from leads as l
cross join parameters as p
