-- One row per account and dimension with the account's value there, as of the
-- snapshot; dimension 'all' holds every account, 'scope' the parts of the base
-- that readers see. Account '' stands for facts that name no account.
with
ids as (
    select '' as account_id
    union select account_id from accounts
    union select account_id from recurring_spans
    union select account_id from usage_daily
    union select account_id from users
    union select account_id from onboarding_milestones
    union select account_id from tickets where account_id is not null
    union select account_id from survey_responses where account_id is not null
    union select account_id from contacts
),

plans as (
    select
        account_id, plan,
        row_number() over (
            partition by account_id
            order by ends_on desc nulls first, mrr_minor desc, starts_on desc, item_id
        ) as place
    from recurring_spans
    where is_counting and plan is not null
),

attributes as (
    select
        i.account_id, a.account_id is not null as is_known,
        a.segment, p.plan, a.region, a.csm, a.onboarding_model, a.acquisition_channel
    from ids as i
    left join accounts as a on a.account_id = i.account_id
    left join plans as p on p.account_id = i.account_id and p.place = 1
),

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
    from attributes as a
    cross join (
        values ('all'), ('segment'), ('plan'), ('region'), ('csm'),
            ('onboarding_model'), ('acquisition_channel')
    ) as d (dimension)
),

scoped as (
    select v.account_id, s.scope_id
    from valued as v
    join scopes as s on s.dimension = v.dimension and s.value = v.value
    group by v.account_id, s.scope_id
    having count(*) = max(s.dimensions)
)

select account_id, dimension, value from valued
union all
select account_id, 'scope' as dimension, scope_id as value from scoped
