-- One row per period and account with an unpaid invoice past its due date at
-- the cut-off: milliseconds that the oldest is overdue.
select
    w.window_id, i.account_id,
    date_diff('millisecond', min(i.due_at), max(w.ends_at)) as overdue_ms
from invoices as i
join windows as w
    on w.name = 'period' and i.issued_at < w.ends_at and i.due_at < w.ends_at
where (i.status in ('open', 'uncollectible') or i.paid_at >= w.ends_at)
    and i.status not in ('draft', 'void')
    and (i.paid_at is null or i.paid_at >= w.ends_at)
group by w.window_id, i.account_id
