-- Chance as integer arithmetic on 32 bits, the same on every machine and thread.
create or replace temp macro demo_mix(x) as
    (xor(x, x >> 16) * 73244475) & 4294967295;

create or replace temp macro demo_roll(key, salt) as
    demo_mix(demo_mix((key + salt * 2654435761) & 4294967295));

-- a member of a list, more often one of the first
create or replace temp macro demo_pick(list, luck) as
    list[1 + cast(least(luck % len(list), (luck >> 12) % len(list)) as bigint)];

-- seconds until an event is received: a few for most, up to a day for some
create or replace temp macro demo_lag(luck) as
    1 + luck % 4
        + case when luck % 997 < 25 then 3600 + luck % 90000 else 0 end;
