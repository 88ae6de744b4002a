-- One row per solved ticket: from its creation to its solution.
select
    coalesce(account_id, '') as account_id, 'ticket_solved' as fact,
    ticket_id as member_id, created_at as from_at, solved_at as done_at,
    cast(null as timestamp) as else_at
from tickets
where solved_at is not null
