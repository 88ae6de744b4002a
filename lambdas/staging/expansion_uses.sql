-- One row per account and expansion feature that it ever used: the first time.
select u.account_id, u.feature_id, min(u.first_at) as first_at
from first_uses as u
join feature_roles as r on r.feature_id = u.feature_id and r.role = 'expansion'
group by u.account_id, u.feature_id
