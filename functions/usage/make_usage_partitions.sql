create or replace function howdah.make_usage_partitions()
  returns integer
  language plpgsql
  volatile
  security definer -- makes tables of the owner
  set search_path from current
as $$
declare
  v_this date := date_trunc('month', howdah.now() at time zone 'UTC');
  v_columns text;
  v_month date;
  v_name text;
  v_starts timestamptz;
  v_ends timestamptz;
  v_count integer := 0;
begin
  for v_month in
    select m::date from generate_series(v_this, v_this + interval '3 months', interval '1 month') as m
    union
    -- Calls of other times that were recorded later.
    select date_trunc('month', u.created_at at time zone 'UTC')::date from howdah.llm_usage_default as u
    order by 1
  loop
    v_name := 'llm_usage_' || to_char(v_month, 'YYYYMM');
    continue when to_regclass('howdah.' || v_name) is not null;
    v_starts := v_month::timestamp at time zone 'UTC';
    v_ends := (v_month + interval '1 month') at time zone 'UTC';
    begin
      -- Attaching takes a weaker lock than creating in place, and gives up soon: the next call tries again.
      perform set_config('lock_timeout', '1s', true);
      execute format(
        'create table howdah.%I (like howdah.llm_usage including defaults including constraints)',
        v_name);
      execute format('alter table howdah.%I enable row level security', v_name);
      execute format('comment on table howdah.%I is %L', v_name, to_char(v_month, '"Usage of "YYYY-MM" (UTC)."'));
      if exists (
        select from howdah.llm_usage_default as u where u.created_at >= v_starts and u.created_at < v_ends
      ) then
        select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
          into v_columns
          from pg_attribute as a
         where a.attrelid = 'howdah.llm_usage'::regclass and a.attnum > 0
           and not a.attisdropped and a.attgenerated = '';
        lock table howdah.llm_usage_default in access exclusive mode;
        execute format(
          'with moved as (
             delete from howdah.llm_usage_default where created_at >= %2$L and created_at < %3$L returning %4$s
           )
           insert into howdah.%1$I (%4$s) select %4$s from moved', v_name, v_starts, v_ends, v_columns);
      end if;
      execute format(
        'alter table howdah.llm_usage attach partition howdah.%I for values from (%L) to (%L)',
        v_name, v_starts, v_ends);
      v_count := v_count + 1;
    exception
      -- Somebody holds a lock, or makes it at the same time.
      when lock_not_available or duplicate_table then null;
    end;
  end loop;
  return v_count;
end
$$;
comment on function howdah.make_usage_partitions() is
  'Makes the monthly partitions of llm_usage three months ahead, and those of months whose rows lie in the default '
  'partition, which move; returns how many. What it cannot lock within a second it leaves for the next call.';
