-- One row per login after another one, both after the user's activation.
select
    account_id, 'login_gap' as fact, event_id as member_id,
    previous_at as from_at, occurred_at as done_at,
    cast(null as timestamp) as else_at
from logins
where previous_at >= activated_at
