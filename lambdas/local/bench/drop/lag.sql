-- seconds until an event is received: a few for most, hours for one of forty,
-- so that some come with the file of the day after
create or replace temp macro bench_lag(luck) as
    1 + luck % 4
        + case when luck % 997 < 25 then 3600 + luck % 70000 else 0 end;
