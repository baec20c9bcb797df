create or replace function howdah_internal.make_partitions()
  returns integer
  language plpgsql
  volatile
as $$
declare
  v_today date := (howdah.now() at time zone 'UTC')::date;
  v_month date := date_trunc('month', v_today)::date;
  v_usage_months integer := howdah.setting('usage_months')::integer;
  v_kept_from date := howdah_internal.kept_from();
  v_next record;
  v_errors jsonb := '{}';
  v_step text;
  v_count integer := 0;
begin
  -- The next ones, and those of rows that lie in the default partition.
  for v_next in
    select 'howdah_internal.jobs_done' as relation, 'YYYYMMDD' as suffix, 'done_at' as time_column, d.day,
           d.day + 1 as ends_before
      from (
        select v_today + n from generate_series(0, 3) as n
        union
        select (j.done_at at time zone 'UTC')::date from howdah_internal.jobs_done_default as j
      ) as d (day)
    union all
    select m.relation, 'YYYYMM', m.time_column, d.day, (d.day + interval '1 month')::date
      from (
        select 'howdah.llm_usage', 'created_at', array(
                 select date_trunc('month', u.created_at at time zone 'UTC')::date from howdah.llm_usage_default as u)
        union all
        select 'howdah.access_log', 'created_at', array(
                 select date_trunc('month', a.created_at at time zone 'UTC')::date from howdah.access_log_default as a)
        union all
        select 'howdah.change_log', 'created_at', array(
                 select date_trunc('month', g.created_at at time zone 'UTC')::date from howdah.change_log_default as g)
        union all
        select 'howdah_internal.log_chain', 'day', array(
                 select date_trunc('month', c.day)::date from howdah_internal.log_chain_default as c)
      ) as m (relation, time_column, waiting)
     cross join lateral (
       select (v_month + n * interval '1 month')::date from generate_series(0, 3) as n
       union
       select w.day from unnest(m.waiting) as w (day)
     ) as d (day)
  loop
    begin
      v_count := v_count + howdah_internal.attach_partition(
        v_next.relation, to_char(v_next.day, v_next.suffix), v_next.time_column, v_next.day,
        v_next.ends_before)::integer;
    exception
      -- One that cannot be made keeps no other from being made.
      when others then
        v_errors := v_errors || jsonb_build_object(
          format('partition %s_%s', v_next.relation, to_char(v_next.day, v_next.suffix)),
          format('%s (%s)', left(sqlerrm, 300), sqlstate));
    end;
  end loop;
  if howdah_internal.may_delete() then
    v_errors := v_errors || howdah_internal.drop_partitions(
      'howdah_internal.jobs_done', to_char(v_today - howdah.setting('jobs_done_days')::integer, 'YYYYMMDD'));
    if v_usage_months > 0 then
      -- Not before it is in the roll-ups and in the summaries of its days.
      v_errors := v_errors || coalesce(howdah_internal.drop_partitions('howdah.llm_usage', (
        select to_char(
                 least(v_month - make_interval(months => v_usage_months), min(r.done_until) at time zone 'UTC'),
                 'YYYYMM')
          from howdah_internal.usage_rollups as r
         where r.name in ('usage', 'days')
        having count(*) > 0)), '{}');
    end if;
    if v_kept_from > '-infinity' then
      v_errors := v_errors
        || howdah_internal.drop_partitions('howdah.access_log', to_char(v_kept_from, 'YYYYMM'))
        || howdah_internal.drop_partitions('howdah.change_log', to_char(v_kept_from, 'YYYYMM'))
        || howdah_internal.drop_partitions('howdah_internal.log_chain', to_char(v_kept_from, 'YYYYMM'));
      delete from howdah_internal.access_log_texts as t
       where t.created_at < v_kept_from::timestamp at time zone 'UTC';
      delete from howdah_internal.log_heads as h where h.day < v_kept_from;
    end if;
  end if;
  for v_step in
    select k.step
      from howdah.system_flags as f
     cross join jsonb_object_keys(f.details) as k (step)
     where f.key = 'maintenance_errors' and k.step like 'partition %' and not v_errors ? k.step
  loop
    perform howdah_internal.note_maintenance(v_step, null);
  end loop;
  perform howdah_internal.note_maintenance(e.key, e.value) from jsonb_each_text(v_errors) as e;
  return v_count;
end
$$;
comment on function howdah_internal.make_partitions is
  'Makes the partitions of jobs_done three days ahead and of llm_usage and the logs three months ahead, returns how '
  'many, and drops those older than the settings jobs_done_days, usage_months and log_days (0 keeps all) say. What '
  'cannot be made or dropped is told by doctor() and keeps nothing else from it.';
