-- One row per window, category, currency and length of cost line: amount in minor
-- units times the days of the line that fall into the window. TypeScript divides
-- by the length.
with
lines as (
    select
        category, amount_minor, currency, spent_on as starts_on,
        case when covers_until > spent_on then covers_until
            else cast(date_add('day', 1, spent_on) as date) end as ends_on
    from spend
)

select
    w.window_id, l.category, l.currency,
    date_diff('day', l.starts_on, l.ends_on) as days_covered,
    sum(
        cast(l.amount_minor as decimal(20,0)) * date_diff(
            'day', greatest(l.starts_on, w.starts_on), least(l.ends_on, w.ends_on)
        )
    ) as amount_days
from lines as l
join windows as w
    on w.name in ('period', 'trailing_12_months')
    and l.starts_on < w.ends_on and l.ends_on > w.starts_on
group by
    w.window_id, l.category, l.currency, date_diff('day', l.starts_on, l.ends_on)
order by w.window_id, l.category, l.currency, days_covered
