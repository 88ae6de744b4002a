-- One row per period and account: expansion features that it used for the first
-- time in the period.
select w.window_id, u.account_id, count(*) as new_expansion_features
from expansion_uses as u
join windows as w
    on w.name = 'period' and u.first_at >= w.starts_at and u.first_at < w.ends_at
group by w.window_id, u.account_id
