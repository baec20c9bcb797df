create or replace function howdah.make_partitions()
  returns integer
  language plpgsql
  volatile
  security definer -- makes tables of the owner
  set search_path from current
as $$
declare
  v_today date := (howdah.now() at time zone 'UTC')::date;
  v_keep integer := howdah.setting('jobs_done_days')::integer;
  v_day date;
  v_name text;
  v_count integer := 0;
begin
  for v_day in select d::date from generate_series(v_today, v_today + 3, interval '1 day') as d loop
    v_name := 'jobs_done_' || to_char(v_day, 'YYYYMMDD');
    continue when to_regclass('howdah.' || v_name) is not null;
    begin
      -- Attaching takes a weaker lock than creating in place, and gives up soon: the next call tries again.
      perform set_config('lock_timeout', '1s', true);
      execute format('create table howdah.%I (like howdah.jobs_done including defaults including constraints)', v_name);
      execute format('alter table howdah.%I enable row level security', v_name);
      execute format(
        'alter table howdah.jobs_done attach partition howdah.%I for values from (%L) to (%L)',
        v_name, v_day::text || ' 00:00+00', (v_day + 1)::text || ' 00:00+00');
      execute format('comment on table howdah.%I is %L', v_name, 'Jobs finished on ' || v_day || ' (UTC).');
      v_count := v_count + 1;
    exception
      -- The default partition holds rows of that day already, or somebody holds a lock.
      when check_violation or lock_not_available or duplicate_table then null;
    end;
  end loop;
  for v_name in
    select c.relname
      from pg_inherits as i
      join pg_class as c on c.oid = i.inhrelid
     where i.inhparent = 'howdah.jobs_done'::regclass
       and c.relname ~ '^jobs_done_\d{8}$'
       and c.relname < 'jobs_done_' || to_char(v_today - v_keep, 'YYYYMMDD')
     order by c.relname
  loop
    begin
      perform set_config('lock_timeout', '1s', true);
      execute format('drop table howdah.%I', v_name);
    exception
      when lock_not_available then null;
    end;
  end loop;
  perform howdah.drop_old_usage();
  return v_count + howdah.make_usage_partitions();
end
$$;
comment on function howdah.make_partitions() is
  'Makes the daily partitions of jobs_done three days ahead and drops those older than the setting jobs_done_days, '
  'likewise the monthly ones of llm_usage; returns how many it made. What it cannot lock within a second it leaves for the next call.';
