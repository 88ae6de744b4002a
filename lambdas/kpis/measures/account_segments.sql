-- One row per account and dimension with the account's value there, as of the
-- snapshot; dimension 'all' holds every account, 'scope' the parts of the base
-- that readers see. Account '' stands for facts that name no account.
with
valued as (
    select
        a.account_id, d.dimension,
        case
            when d.dimension = 'all' then ''
            when not a.is_known then 'unlinked'
            else coalesce(
                case d.dimension
                    when 'segment' then a.segment
                    when 'plan' then a.plan
                    when 'region' then a.region
                    when 'csm' then a.csm
                    when 'onboarding_model' then a.onboarding_model
                    when 'acquisition_channel' then a.acquisition_channel
                end,
                'unknown'
            )
        end as value
    from account_attributes as a
    cross join (
        values ('all'), ('segment'), ('plan'), ('region'), ('csm'),
            ('onboarding_model'), ('acquisition_channel')
    ) as d (dimension)
),

placed as (
    select v.account_id, v.dimension, v.value, s.scope_id, s.dimensions
    from valued as v
    left join scopes as s on s.dimension = v.dimension and s.value = v.value
),

expanded as (
    select
        p.account_id,
        case k.kind when 'own' then p.dimension else 'scope' end as dimension,
        case k.kind when 'own' then p.value else p.scope_id end as value,
        case k.kind when 'own' then 1 else p.dimensions end as wanted,
        p.dimension as found_in
    from placed as p
    cross join (values ('own'), ('scope')) as k (kind)
    where k.kind = 'own' or p.scope_id is not null
)

select account_id, dimension, value
from expanded
group by account_id, dimension, value
having count(distinct found_in) >= max(wanted)
