create or replace function howdah_internal.tg_daily_summaries__keep()
  returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  -- After whoever sums up now.
  perform from howdah_internal.usage_rollups as r where r.name = 'usage' for update;
  if exists (
    select from howdah.daily_summaries as s where s.tenant_id = new.tenant_id and s.date = new.date
  ) then
    return null;
  end if;
  new.total_queries := coalesce(new.total_queries, 0);
  new.total_tokens := coalesce(new.total_tokens, 0);
  new.total_cost := coalesce(new.total_cost, 0);
  new.is_stale := false;
  return new;
end
$$;
comment on function howdah_internal.tg_daily_summaries__keep is
  'Takes the row that the owner inserts for a day that has none yet, with 0 for sums over no calls. The one of '
  'howdah stays, and replaces the other when it comes.';
select howdah_internal.lay_trigger('howdah.daily_summaries', 'daily_summaries_keep', 'before insert',
  'for each row when (new.is_stale is null) execute function howdah_internal.tg_daily_summaries__keep()');
