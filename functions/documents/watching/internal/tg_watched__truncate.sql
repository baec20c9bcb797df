create or replace function howdah_internal.tg_watched__truncate()
  returns trigger
  language plpgsql
  security definer -- who writes the watched table may not write howdah's
  set search_path from current
as $$
begin
  insert into howdah_internal.watched_changes (watched_table_id) values (tg_argv[0]::bigint);
  return null;
end
$$;
comment on function howdah_internal.tg_watched__truncate is 'Notes that a watched table was emptied.';
