-- The demo's tickets, each three times, up to a month apart.
select
    ticket_id || '-' || copy as ticket_id, account_id, user_id,
    created_at - shift as created_at,
    first_response_at - shift as first_response_at,
    solved_at - shift as solved_at,
    reopened_count, agent_replies, priority, category,
    escalated_at - shift as escalated_at, status, channel
from (
    select
        written.*, copy,
        (copy * interval 1 day) * (1 + hash(ticket_id, copy) % 15) as shift
    from written
    cross join (values (0), (1), (2)) as copies (copy)
)
order by ticket_id, copy
