create or replace function howdah_internal.watched_relation(watched howdah.watched_tables)
  returns regclass
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
declare
  v_trigger text := format('howdah_watch_%s_truncate', watched.id);
begin
  -- By its triggers, which a renamed table keeps, and a restored one has.
  return (
    select t.tgrelid
      from pg_trigger as t
     where t.tgname = v_trigger and t.tgfoid = 'howdah_internal.tg_watched__truncate()'::regprocedure
     order by t.tgrelid = to_regclass(format('%I.%I', watched.source_schema, watched.source_table)) desc nulls last
     limit 1
  );
end
$$;
comment on function howdah_internal.watched_relation is 'The watched table as it is named now; null when it is gone.';
