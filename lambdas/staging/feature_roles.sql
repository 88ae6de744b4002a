-- One row per role and feature that plays it: as the features table marks it,
-- or as the settings say, which replace the marks of a role.
with
marked as (
    select
        r.role, f.feature_id,
        case r.role
            when 'core' then f.is_core
            when 'key' then f.is_key
            when 'critical' then f.is_critical
            when 'activation' then f.is_activation
            when 'top' then f.is_top
            when 'expansion' then f.is_expansion
        end as is_marked
    from features as f
    cross join (
        values ('core'), ('key'), ('critical'), ('activation'), ('top'), ('expansion')
    ) as r (role)
)

select m.role, m.feature_id
from marked as m
left join (select distinct role from role_settings) as s on s.role = m.role
where m.is_marked and s.role is null
union
select role, feature_id from role_settings
