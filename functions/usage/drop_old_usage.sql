create or replace function howdah.drop_old_usage()
  returns integer
  language plpgsql
  volatile
  security definer -- drops tables of the owner
  set search_path from current
as $$
declare
  v_months integer := howdah.setting('usage_months')::integer;
  v_first text := to_char((howdah.now() at time zone 'UTC') - make_interval(months => v_months), 'YYYYMM');
  v_name text;
  v_count integer := 0;
begin
  if v_months = 0 then
    return 0;
  end if;
  for v_name in
    select c.relname
      from pg_inherits as i
      join pg_class as c on c.oid = i.inhrelid
     where i.inhparent = 'howdah.llm_usage'::regclass
       and c.relname ~ '^llm_usage_\d{6}$'
       and c.relname < 'llm_usage_' || v_first
       -- Not before it is in the roll-ups and in the summaries of its days.
       and c.relname < 'llm_usage_' || to_char(
         (select min(r.done_until) from howdah.usage_rollups as r) at time zone 'UTC', 'YYYYMM')
     order by c.relname
  loop
    begin
      -- Longer than deadlock_timeout, after which an autovacuum gives way.
      perform set_config('lock_timeout', '2s', true);
      execute format('drop table howdah.%I', v_name);
      v_count := v_count + 1;
    exception
      when lock_not_available then null;
    end;
  end loop;
  return v_count;
end
$$;
comment on function howdah.drop_old_usage() is
  'Drops the months of llm_usage that are older than the setting usage_months (0 keeps all) and returns how many; what '
  'it cannot lock within two seconds it leaves for the next call.';
