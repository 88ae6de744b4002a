-- What an id really is: one row per id that does not stand for itself, because
-- its account was merged into another or another system's link names it.
-- Source '' holds for rows of every source. Up to 31 merges in a row are
-- followed; `is_cycle` marks accounts that were merged in a circle. Athena
-- plans a CTE anew wherever it is named, so `roots` is named once.
with
hop_1 as (
    select
        account_id, account_id as root,
        nullif(merged_into_account_id, account_id) as into_id
    from current_accounts
),

hop_4 as (
    select a.account_id, coalesce(d.root, c.root, b.root, a.root) as root, d.into_id
    from hop_1 as a
    left join hop_1 as b on b.account_id = a.into_id
    left join hop_1 as c on c.account_id = b.into_id
    left join hop_1 as d on d.account_id = c.into_id
),

hop_16 as (
    select a.account_id, coalesce(d.root, c.root, b.root, a.root) as root, d.into_id
    from hop_4 as a
    left join hop_4 as b on b.account_id = a.into_id
    left join hop_4 as c on c.account_id = b.into_id
    left join hop_4 as d on d.account_id = c.into_id
),

roots as (
    select
        a.account_id, coalesce(b.root, a.root) as root,
        n.account_id is not null as is_cycle
    from hop_16 as a
    left join hop_16 as b on b.account_id = a.into_id
    left join current_accounts as n on n.account_id = b.into_id
),

named as (
    select '' as source, account_id as source_id, account_id,
        lower(domain) as domain, true as is_own
    from current_accounts
    union all
    select null as source, null as source_id, account_id,
        lower(split_part(email, '@', 2)) as domain, true as is_own
    from current_contacts
    union all
    select source, source_id, account_id, lower(domain) as domain, false as is_own
    from current_account_links
),

rooted as (
    select
        n.source, n.source_id, r.root, r.is_cycle,
        n.domain is not null and p.domain is null
            and min(case when n.is_own then r.root end) over of_domain
                = max(case when n.is_own then r.root end) over of_domain as is_owned,
        max(case when n.is_own then r.root end) over of_domain as owner_id
    from named as n
    left join roots as r on r.account_id = n.account_id
    left join public_mail_domains as p on p.domain = n.domain
    window of_domain as (partition by n.domain)
)

select
    source, source_id, coalesce(root, owner_id) as account_id,
    case
        when source = '' then 'merged'
        when root is null then 'domain'
        else 'external_id'
    end as rule,
    source = '' and is_cycle as is_cycle
from rooted
where (source = '' and (root <> source_id or is_cycle))
    or (source <> '' and (root is not null or is_owned))
