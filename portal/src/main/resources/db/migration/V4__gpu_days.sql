-- Readings lie in a partition for each day (UTC): made ahead, dropped whole.
create function gpu_make_day(day date) returns void language plpgsql as $$
begin
    execute format('create table if not exists %I partition of gpu_sample for values from (%L) to (%L)',
                   'gpu_sample_' || to_char(day, 'YYYYMMDD'), day::timestamp at time zone 'UTC',
                   (day + 1)::timestamp at time zone 'UTC');
end $$;

-- How many days were dropped.
create function gpu_drop_days_before(day date) returns integer language plpgsql as $$
declare
    old text;
    dropped integer := 0;
begin
    for old in select child.relname from pg_inherits join pg_class child on child.oid = inhrelid
                where inhparent = 'gpu_sample'::regclass and child.relname ~ '^gpu_sample_\d{8}$'
                  and to_date(right(child.relname, 8), 'YYYYMMDD') < day loop
        execute format('drop table %I', old);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;
