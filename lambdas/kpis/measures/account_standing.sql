-- One row per period, account and currency: its movements and where it stands,
-- with the account's first payment, and the end reason of those lost.
select
    m.window_id, m.account_id, m.currency, m.opening, m.closing, m.new,
    m.reactivation, m.resume, m.expansion, m.contraction, m.pause, m.churn, m.seats,
    m.is_paying, m.was_base and not m.is_base as is_lost,
    f.first_paid_on, l.end_reason
from account_movements as m
join windows as w on w.window_id = m.window_id and w.name = 'period'
left join account_attributes as f on f.account_id = m.account_id
left join lost_accounts as l
    on l.window_id = m.window_id and l.account_id = m.account_id
order by m.account_id, m.window_id, m.currency
