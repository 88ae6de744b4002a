-- One row per fact and account: how often a customer was touched in the period,
-- whether it was asked to introduce us, and the quarterly reviews so far, those
-- due (of the segments that the settings name) and those held.
with
touches as (
    select
        w.window_id, coalesce(a.account_id, c.account_id, '') as account_id,
        count(*) as touches,
        count(*) filter (where a.type = 'warm_intro_ask') as introductions,
        count(*) filter (where a.type = 'qbr') as reviews,
        count(*) filter (where a.type = 'qbr' and a.has_referral_intent) as willing
    from activities as a
    join windows as w
        on w.name in ('period', 'quarter_to_date')
        and a.occurred_at >= w.starts_at and a.occurred_at < w.ends_at
    left join contacts as c on c.contact_id = a.contact_id
    where coalesce(a.outcome, '') not in ('scheduled', 'no_show', 'cancelled')
    group by w.window_id, coalesce(a.account_id, c.account_id, '')
),

wanted as (
    select count(*) as segments from qbr_segments
),

-- Customers at closing are those of the period, whatever the window: all of its
-- windows end with it.
customers as (
    select
        w.window_id, m.account_id,
        n.segments = 0 or q.segment is not null as is_review_due
    from account_movements as m
    join windows as p on p.window_id = m.window_id and p.name = 'period'
    join windows as w
        on w.ends_on = p.ends_on and w.name in ('period', 'quarter_to_date')
    cross join wanted as n
    left join account_segments as s
        on s.account_id = m.account_id and s.dimension = 'segment'
    left join qbr_segments as q on q.segment = s.value
    where m.is_paying and m.is_first_currency
),

touched as (
    select
        coalesce(t.window_id, c.window_id) as window_id,
        coalesce(t.account_id, c.account_id) as account_id,
        c.account_id is not null as is_customer,
        coalesce(c.is_review_due, false) as is_review_due,
        coalesce(t.touches, 0) as touches,
        coalesce(t.introductions, 0) as introductions,
        coalesce(t.reviews, 0) as reviews, coalesce(t.willing, 0) as willing
    from touches as t
    full join customers as c
        on c.window_id = t.window_id and c.account_id = t.account_id
)

select
    t.window_id, t.account_id, f.fact, '' as item, t.account_id as member_id,
    f.fact = 'review_due' and t.reviews > 0 as is_hit,
    cast(null as varchar) as currency,
    case f.fact when 'touches' then t.touches when 'reviews' then t.reviews
        when 'reviews_with_referral_intent' then t.willing end as amount
from touched as t
join windows as w on w.window_id = t.window_id
cross join (
    values ('period', 'touches'), ('period', 'introduction_asked'),
        ('quarter_to_date', 'review_due'), ('quarter_to_date', 'reviews'),
        ('quarter_to_date', 'reviews_with_referral_intent')
) as f (window_name, fact)
where w.name = f.window_name
    and case f.fact
        when 'touches' then t.is_customer and t.touches > 0
        when 'introduction_asked' then t.is_customer and t.introductions > 0
        when 'review_due' then t.is_review_due
        else t.reviews > 0
    end
