-- One row per referral that was clicked and converted.
select
    coalesce(referred_account_id, referrer_account_id, '') as account_id,
    'referral_conversion_time' as fact, referral_id as member_id,
    clicked_at as from_at, converted_at as done_at,
    cast(null as timestamp) as else_at
from referrals
where clicked_at is not null and converted_at is not null
