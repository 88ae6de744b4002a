-- One row per period and account: the last two-way touch before the cut-off,
-- its champions, and whether one was touched in the 90 days before.
with
champions as (
    select contact_id, account_id, created_at, left_at
    from contacts
    where persona = 'champion'
),

staff as (
    select
        w.window_id, c.account_id, count(*) as champions
    from champions as c
    join windows as w
        on w.name = 'period'
        and (c.created_at is null or c.created_at < w.ends_at)
        and (c.left_at is null or c.left_at >= w.ends_at)
    group by w.window_id, c.account_id
),

touches as (
    select
        w.window_id, coalesce(a.account_id, k.account_id) as account_id,
        a.occurred_at, w.ends_at,
        a.direction = 'inbound' or a.responded_at < w.ends_at
            or (a.outcome = 'replied' and a.responded_at is null)
            or a.type in ('meeting', 'call', 'qbr', 'ebr', 'check_in', 'kickoff')
            as is_two_way,
        h.contact_id is not null
            and (h.left_at is null or h.left_at >= w.ends_at)
            and a.occurred_at >= w.back_90_at as is_champion
    from activities as a
    join windows as w on w.name = 'period' and a.occurred_at < w.ends_at
    left join contacts as k on k.contact_id = a.contact_id
    left join champions as h on h.contact_id = a.contact_id
    where coalesce(a.outcome, '') not in ('scheduled', 'no_show', 'cancelled')
),

touched as (
    select
        window_id, account_id,
        date_diff('millisecond',
            max(case when is_two_way then occurred_at end), max(ends_at))
            as since_two_way_ms,
        count(*) filter (where is_champion) as champion_touches
    from touches
    where account_id is not null
    group by window_id, account_id
)

select
    coalesce(t.window_id, s.window_id) as window_id,
    coalesce(t.account_id, s.account_id) as account_id,
    t.since_two_way_ms, coalesce(t.champion_touches, 0) as champion_touches,
    coalesce(s.champions, 0) as champions
from touched as t
full join staff as s on s.window_id = t.window_id and s.account_id = t.account_id
order by window_id, account_id
