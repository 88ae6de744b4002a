-- Ends spend.sql: one row per cost line that falls into the window, with its days
-- there. Cost belongs to no account, so only the whole company has any.
select
    w.window_id, p.dimension, p.value, l.category, l.currency, l.starts_on, l.ends_on,
    l.amount_minor, date_diff('day', l.starts_on, l.ends_on) as days_covered,
    date_diff('day', greatest(l.starts_on, w.starts_on), least(l.ends_on, w.ends_on))
        as days_in_window,
    cast(l.amount_minor as decimal(20,0)) * date_diff(
        'day', greatest(l.starts_on, w.starts_on), least(l.ends_on, w.ends_on)
    ) as amount_days
from lines as l
join windows as w
    on w.name in ('period', 'trailing_12_months')
    and l.starts_on < w.ends_on and l.ends_on > w.starts_on
join asked_windows as t on t.window_id = w.window_id
join asked_parts as p on p.dimension = 'all'
order by w.window_id, l.category, l.starts_on, l.currency, l.amount_minor
