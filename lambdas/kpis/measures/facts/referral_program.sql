-- One row per customer that took part in the referral programme in the period (an
-- invite, or a prompt accepted), and one per user who was shown a prompt in it.
with
acts as (
    select
        referrer_user_id as user_id, referrer_account_id as account_id,
        invited_at as took_part_at, cast(null as timestamp) as shown_at,
        cast(null as timestamp) as interacted_at,
        cast(null as timestamp) as accepted_at
    from referrals
    where invited_at is not null
    union all
    select
        user_id, account_id, accepted_at as took_part_at, shown_at, interacted_at,
        accepted_at
    from referral_prompts
),

attributed as (
    select
        a.user_id, u.account_id as user_account_id,
        coalesce(a.account_id, u.account_id) as account_id,
        a.took_part_at, a.shown_at, a.interacted_at, a.accepted_at
    from acts as a
    left join users as u on u.user_id = a.user_id
),

placed as (
    select
        w.window_id, f.fact,
        case f.fact when 'participant' then a.account_id
            else coalesce(a.user_account_id, a.account_id, '') end as account_id,
        case f.fact when 'participant' then a.account_id else a.user_id end
            as member_id,
        coalesce(a.accepted_at < w.ends_at, false)
            or (f.fact = 'prompt_interacted'
                and coalesce(a.interacted_at < w.ends_at, false)) as is_hit
    from attributed as a
    cross join (
        values ('participant'), ('prompt_accepted'), ('prompt_interacted')
    ) as f (fact)
    join windows as w
        on w.name = 'period'
        and case f.fact
            when 'participant'
                then a.took_part_at >= w.starts_at and a.took_part_at < w.ends_at
            else a.shown_at >= w.starts_at and a.shown_at < w.ends_at
        end
)

select
    a.window_id, max(a.account_id) as account_id, a.fact, '' as item, a.member_id,
    max(case when a.is_hit then 1 else 0 end) = 1 as is_hit,
    cast(null as varchar) as currency, cast(null as bigint) as amount
from placed as a
left join account_movements as m
    on m.window_id = a.window_id and m.account_id = a.member_id
    and m.is_paying and m.is_first_currency
where a.fact <> 'participant' or m.account_id is not null
group by a.window_id, a.fact, a.member_id
