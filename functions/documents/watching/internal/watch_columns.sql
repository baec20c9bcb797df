create or replace function howdah_internal.watch_columns(watched howdah.watched_tables)
  returns text[]
  language plpgsql
  stable
  set search_path from current
as $$
begin
  return array_remove(
    watched.content_columns || watched.id_columns || watched.metadata_columns
      || array[watched.title_column, watched.tenant_column, watched.owner_column]
      || howdah_internal.condition_columns(watched.condition),
    null);
end
$$;
comment on function howdah_internal.watch_columns is 'Columns that a watched table''s documents depend on.';
