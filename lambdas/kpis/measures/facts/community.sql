-- One row per member of the community and edge of the period at which it is one.
select
    w.window_id, coalesce(m.account_id, '') as account_id, f.fact, '' as item,
    m.member_id, false as is_hit, cast(null as varchar) as currency,
    cast(null as bigint) as amount
from community_members as m
cross join (values ('community_at_start'), ('community_at_end')) as f (fact)
join windows as w
    on w.name = 'period'
    and case f.fact
        when 'community_at_start' then m.joined_at < w.starts_at
            and (m.left_at is null or m.left_at >= w.starts_at)
        else m.joined_at < w.ends_at
            and (m.left_at is null or m.left_at >= w.ends_at)
    end
