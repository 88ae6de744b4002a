-- One row per account that ever paid, with the first day on which it did.
select account_id, min(starts_on) as first_paid_on
from recurring_spans
where is_paying
group by account_id
