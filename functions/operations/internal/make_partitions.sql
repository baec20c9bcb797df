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
  v_monthly record;
  v_from date;
  v_count integer := 0;
begin
  -- The next ones, and those of rows that lie in the default partition.
  foreach v_from in array array(
    select v_today + n from generate_series(0, 3) as n
    union
    select (d.done_at at time zone 'UTC')::date from howdah_internal.jobs_done_default as d
  ) loop
    v_count := v_count + howdah_internal.attach_partition(
      'howdah_internal.jobs_done', to_char(v_from, 'YYYYMMDD'), 'done_at', v_from, v_from + 1)::integer;
  end loop;
  for v_monthly in
    select m.relation, m.time_column, d.day
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
    v_count := v_count + howdah_internal.attach_partition(
      v_monthly.relation, to_char(v_monthly.day, 'YYYYMM'), v_monthly.time_column, v_monthly.day,
      (v_monthly.day + interval '1 month')::date)::integer;
  end loop;
  perform howdah_internal.drop_partitions(
    'howdah_internal.jobs_done', to_char(v_today - howdah.setting('jobs_done_days')::integer, 'YYYYMMDD'));
  if v_usage_months > 0 then
    -- Not before it is in the roll-ups and in the summaries of its days.
    perform howdah_internal.drop_partitions('howdah.llm_usage', (
      select to_char(
               least(v_month - make_interval(months => v_usage_months), min(r.done_until) at time zone 'UTC'), 'YYYYMM')
        from howdah_internal.usage_rollups as r
      having count(*) > 0));
  end if;
  if v_kept_from > '-infinity' then
    perform howdah_internal.drop_partitions(l.log::regclass, to_char(v_kept_from, 'YYYYMM'))
       from unnest(array['howdah.access_log', 'howdah.change_log', 'howdah_internal.log_chain']) as l (log);
    delete from howdah_internal.access_log_texts as t where t.created_at < v_kept_from::timestamp at time zone 'UTC';
    delete from howdah_internal.log_heads as h where h.day < v_kept_from;
  end if;
  return v_count;
end
$$;
comment on function howdah_internal.make_partitions is
  'Makes the partitions of jobs_done three days ahead and of llm_usage and the logs three months ahead, returns how '
  'many, and drops those older than the settings jobs_done_days, usage_months and log_days (0 keeps all) say.';
