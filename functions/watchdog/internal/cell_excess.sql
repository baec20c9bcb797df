create or replace function howdah_internal.cell_excess(odd howdah_internal.odd_usage)
  returns table (
    user_id text, provider text, model text, feature text, prompt text, prompt_version integer, excess numeric
  )
  language plpgsql
  stable
  set jit = off
as $$
#variable_conflict use_column
begin
  return query
  with cells as materialized (
    select u.user_id, u.provider, u.model, u.feature, u.prompt, u.prompt_version,
           coalesce(sum(f.amount) filter (where w.weeks_back = 0), 0) as amount,
           coalesce(sum(f.base) filter (where w.weeks_back = 0), 0) as base,
           coalesce(sum(f.amount) filter (where w.weeks_back > 0), 0) as former
      from howdah_internal.watch_windows((cell_excess.odd).period, (cell_excess.odd).starts_at) as w
     cross join lateral howdah_internal.watched_usage(w.starts_at, w.ends_at) as u
     cross join lateral howdah_internal.watched_figures(
       u.call_count, u.failed_count, u.cost_cents, u.timed_count, u.latency_ms, u.answer_count, u.answer_tokens,
       u.refused_count, u.given_count) as f
     where u.tenant_id = ((cell_excess.odd).series).tenant_id
       and w.time_zone = coalesce((select t.time_zone from howdah.tenants as t where t.tenant_id = u.tenant_id), 'UTC')
       and f.metric = (cell_excess.odd).metric
       and howdah_internal.in_series(
         (cell_excess.odd).series, u.user_id, u.provider, u.model, u.feature, u.prompt, u.prompt_version)
     group by u.user_id, u.provider, u.model, u.feature, u.prompt, u.prompt_version
  )
  select c.user_id, c.provider, c.model, c.feature, c.prompt, c.prompt_version,
         case
           when r.is_sum then
             c.amount - c.former * (cell_excess.odd).expected / nullif(sum(c.former) over (), 0)
           else (c.amount - c.base * (cell_excess.odd).expected)
             * case (cell_excess.odd).metric when 'cache_share' then -1 else 1 end
         end
    from cells as c
   cross join howdah_internal.watch_rules() as r
   where r.metric = (cell_excess.odd).metric;
end
$$;
comment on function howdah_internal.cell_excess is
  'Where what is odd comes from: by user, model, feature and prompt version what is above its part of the usual. It '
  'adds up to the excess.';
