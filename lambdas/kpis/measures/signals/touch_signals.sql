-- One row per period and account: the last two-way touch before the cut-off, the
-- contacts touched in the 90 days before it, and its champions.
with
people as (
    select
        a.account_id as touched_account_id, a.type, a.direction, a.outcome,
        a.responded_at, a.occurred_at, a.contact_id as touched_contact_id,
        c.contact_id, c.account_id, c.persona, c.created_at, c.left_at
    from (
        select
            account_id, contact_id, type, direction, outcome, responded_at, occurred_at
        from activities
        where coalesce(outcome, '') not in ('scheduled', 'no_show', 'cancelled')
    ) as a
    full join contacts as c on c.contact_id = a.contact_id
),

seen as (
    select
        w.window_id, coalesce(p.touched_account_id, p.account_id) as account_id,
        p.account_id as home_id, p.contact_id, p.touched_contact_id, p.persona,
        coalesce(p.occurred_at < w.ends_at, false) as is_touch,
        coalesce(p.occurred_at >= w.back_90_at and p.occurred_at < w.ends_at, false)
            as is_recent,
        coalesce(p.occurred_at >= w.back_180_at and p.occurred_at < w.ends_at, false)
            as is_of_half_year,
        p.created_at is null or p.created_at < w.ends_at as is_known,
        p.left_at is null or p.left_at >= w.ends_at as is_there,
        case
            when p.occurred_at < w.ends_at
                and (p.direction = 'inbound' or p.responded_at < w.ends_at
                    or (p.outcome = 'replied' and p.responded_at is null)
                    or p.type in ('meeting', 'call', 'qbr', 'ebr', 'check_in', 'kickoff'))
                then p.occurred_at
        end as two_way_at,
        w.ends_at
    from people as p
    join windows as w on w.name = 'period'
)

select
    window_id, account_id,
    date_diff('millisecond', max(two_way_at), max(ends_at)) as since_two_way_ms,
    count(*) filter (where is_recent) as touches_90,
    count(distinct case when is_recent then touched_contact_id end)
        as contacts_touched_90,
    count(distinct case when is_recent then persona end) as personas_touched_90,
    count(distinct case when is_recent and is_there
        and persona in ('champion', 'decision_maker', 'business_owner')
        then persona end) as key_personas_touched_90,
    count(*) filter (where is_of_half_year
        and persona in ('decision_maker', 'business_owner')) as leaders_touched_180,
    count(distinct case when persona = 'champion' and is_known and is_there
        and home_id = account_id then contact_id end) as champions,
    count(*) filter (where is_recent and persona = 'champion' and is_there)
        as champion_touches
from seen
where account_id is not null
group by window_id, account_id
