-- One row per window, deal and fact: deals that closed, all that were open at some
-- time, what was forecast at the opening for deals with customers, and what they
-- brought. A forecast is what the deal's history said before the opening.
with
states as (
    select
        w.window_id, o.opportunity_id, o.account_id, o.amount_minor, o.currency,
        o.type <> 'new_business' as is_with_customer,
        o.created_at < w.ends_at as is_created,
        o.created_at < w.starts_at as is_open_at_opening,
        coalesce(o.closed_at < w.ends_at, false) as is_closed,
        coalesce(o.is_won and o.closed_at < w.ends_at, false) as is_won,
        h.amount_minor as forecast_minor,
        coalesce(
            h.expected_close_on >= w.starts_on and h.expected_close_on < w.ends_on
                and coalesce(h.forecast_category, '') <> 'omitted',
            false
        ) as is_expected,
        row_number() over (
            partition by w.window_id, o.opportunity_id
            order by h.changed_at desc nulls last
        ) as place
    from opportunities as o
    join windows as w
        on w.name = 'period' and (o.closed_at is null or o.closed_at >= w.starts_at)
    left join opportunity_history as h
        on h.opportunity_id = o.opportunity_id and h.changed_at < w.starts_at
)

select
    d.window_id, coalesce(d.account_id, '') as account_id, f.fact, '' as item,
    d.opportunity_id as member_id, d.is_won as is_hit,
    case when f.fact in ('forecast_deal', 'sold_to_customer')
        then coalesce(d.currency, 'XXX') end as currency,
    case f.fact
        when 'forecast_deal' then d.forecast_minor
        when 'sold_to_customer' then d.amount_minor
    end as amount
from states as d
cross join (
    values ('deal_closed'), ('deal_open'), ('forecast_deal'), ('sold_to_customer')
) as f (fact)
where d.place = 1
    and case f.fact
        when 'deal_closed' then d.is_closed
        when 'deal_open' then d.is_created
        when 'forecast_deal'
            then d.is_with_customer and d.is_open_at_opening and d.is_expected
        when 'sold_to_customer' then d.is_with_customer and d.is_closed and d.is_won
    end
