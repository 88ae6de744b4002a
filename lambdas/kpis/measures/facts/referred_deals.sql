-- One row per deal and fact: what it is worth where it is open at the end of the
-- period, the same of those that a referral brought, and those of strategic
-- referrals that closed in it. XXX is the code of money whose currency nobody knows.
with
placed as (
    select
        w.window_id, o.opportunity_id, coalesce(o.account_id, '') as account_id,
        coalesce(o.amount_minor, 0) as amount_minor,
        coalesce(o.currency, 'XXX') as currency,
        o.referral_id is not null as is_referred,
        o.referral_id is not null and coalesce(o.is_strategic_source, false)
            as is_strategic,
        o.created_at < w.ends_at and (o.closed_at is null or o.closed_at >= w.ends_at)
            as is_open,
        coalesce(o.closed_at < w.ends_at, false) as is_closed,
        coalesce(o.is_won, false) as is_won
    from opportunities as o
    join windows as w
        on w.name = 'period' and (o.closed_at is null or o.closed_at >= w.starts_at)
)

select
    d.window_id, d.account_id, f.fact, '' as item, d.opportunity_id as member_id,
    f.fact = 'strategic_referral_closed' and d.is_won as is_hit,
    case when f.fact <> 'strategic_referral_closed' then d.currency end as currency,
    case when f.fact <> 'strategic_referral_closed' then d.amount_minor end as amount
from placed as d
cross join (
    values ('pipeline'), ('referred_pipeline'), ('strategic_referral_closed')
) as f (fact)
where case f.fact
    when 'pipeline' then d.is_open
    when 'referred_pipeline' then d.is_open and d.is_referred
    else d.is_closed and d.is_strategic
end
