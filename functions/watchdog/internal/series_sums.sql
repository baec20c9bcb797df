create or replace function howdah_internal.series_sums(period text, at timestamptz)
  returns table (
    series howdah_internal.watched_series,
    weeks_back integer,
    call_count bigint,
    failed_count bigint,
    cost_cents numeric,
    timed_count bigint,
    latency_ms bigint,
    answer_count bigint,
    answer_tokens bigint,
    refused_count bigint,
    given_count bigint
  )
  language plpgsql
  stable
  set jit = off
as $$
#variable_conflict use_column
begin
  return query
  select row(u.tenant_id, d.dimension,
             case when d.dimension in ('user', 'user_prompt') then u.user_id end,
             case when d.dimension = 'model' then u.provider end,
             case when d.dimension = 'model' then u.model end,
             case when d.dimension in ('feature', 'user_prompt') then u.feature end,
             case when d.dimension in ('prompt', 'user_prompt') then u.prompt end,
             case when d.dimension in ('prompt', 'user_prompt') then u.prompt_version end
           )::howdah_internal.watched_series,
         u.weeks_back, sum(u.call_count)::bigint, sum(u.failed_count)::bigint, sum(u.cost_cents),
         sum(u.timed_count)::bigint, sum(u.latency_ms)::bigint, sum(u.answer_count)::bigint,
         sum(u.answer_tokens)::bigint, sum(u.refused_count)::bigint, sum(u.given_count)::bigint
    from (
      select t.tenant_id, t.user_id, t.provider, t.model, t.feature, t.prompt, t.prompt_version, w.weeks_back,
             sum(t.call_count) as call_count, sum(t.failed_count) as failed_count, sum(t.cost_cents) as cost_cents,
             sum(t.timed_count) as timed_count, sum(t.latency_ms) as latency_ms, sum(t.answer_count) as answer_count,
             sum(t.answer_tokens) as answer_tokens, sum(t.refused_count) as refused_count,
             sum(t.given_count) as given_count
        from howdah_internal.watch_windows(series_sums.period, series_sums.at) as w
       cross join lateral howdah_internal.watched_usage(w.starts_at, w.ends_at) as t
        left join howdah.tenants as z on z.tenant_id = t.tenant_id
       where w.time_zone = coalesce(z.time_zone, 'UTC')
       group by 1, 2, 3, 4, 5, 6, 7, 8
    ) as u
   cross join unnest(array['tenant', 'user', 'model', 'feature', 'prompt', 'user_prompt']) as d (dimension)
   -- What nobody is named for is what the tenant itself has.
   where (u.user_id != '' or d.dimension not in ('user', 'user_prompt'))
     and (u.prompt != '' or d.dimension != 'prompt')
   group by 1, 2;
end
$$;
comment on function howdah_internal.series_sums is
  'Sums of the usage of an hour or local day, and of the same in the six weeks before, of every tenant, user, model, '
  'feature and prompt version, and of every user by feature and prompt version.';
