-- One row per referral and rule: from the click, or from the incentive that was
-- shown, to the conversion. A conversion before the incentive is not its doing.
with
referred as (
    select
        r.referral_id, f.fact,
        coalesce(r.referred_account_id, r.referrer_account_id, '') as account_id,
        case f.fact when 'referral_conversion' then r.clicked_at
            else r.incentive_shown_at end as from_at,
        r.converted_at
    from referrals as r
    cross join (
        values ('referral_conversion'), ('referral_incentive')
    ) as f (fact)
)

select
    r.account_id, r.fact, '' as item, r.referral_id as member_id, r.from_at,
    case when r.fact = 'referral_conversion' or r.converted_at >= r.from_at
        then r.converted_at end as done_at,
    p.referral_conversion_days as within_days
from referred as r
cross join parameters as p
where r.from_at is not null
