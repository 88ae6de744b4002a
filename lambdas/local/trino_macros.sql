-- Trino's functions and meanings that DuckDB lacks or has otherwise; see the
-- README, "One SQL text for both engines". Queries use no other differing one.

-- complete units between two times, not boundaries crossed
create or replace macro date_diff(unit, a, b) as date_sub(unit, a, b);

-- a UTC timestamp as an instant; an instant's wall clock in a zone
create or replace macro with_timezone(ts, zone) as timezone(zone, ts);
create or replace macro at_timezone(instant, zone) as timezone(zone, instant);

-- position of a part after a separator, null past the end
create or replace macro split_part(whole, separator, nth) as
    string_split(whole, separator)[nth];

-- null where either is null
create or replace macro greatest(a, b) as case when a >= b then a when a < b then b end;
create or replace macro least(a, b) as case when a <= b then a when a > b then b end;

-- days added to a date; queries add nothing else
create or replace macro date_add(unit, n, day) as cast(day as date) + cast(n as integer);
