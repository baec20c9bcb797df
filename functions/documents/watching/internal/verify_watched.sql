create or replace function howdah_internal.verify_watched()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_watched howdah.watched_tables;
  v_state record;
begin
  for v_watched in select w.* from howdah.watched_tables as w order by w.id loop
    object := format('watched table %s.%s', v_watched.source_schema, v_watched.source_table);
    hint := 'see howdah.doctor()';
    begin
      select s.* into v_state from howdah_internal.watch_state(v_watched) as s;
      -- A table that is gone doctor() knows.
      continue when v_state.relation is null;
      perform howdah_internal.check_watched_columns(v_watched, v_state.relation);
      if v_state.fault is not null then
        raise exception '%', v_state.fault;
      end if;
      -- What is to be read again differs for now; that it waits is said by doctor().
      continue when not v_watched.is_backfilled or v_state.must_be_laid
        or v_state.files is distinct from v_watched.files
        or exists (
          select from howdah_internal.watched_changes as c where c.watched_table_id = v_watched.id and c.keys is null);
      return query
      select 'watched_row_is_its_document', verify_watched.object,
             format(case d.kind when 'missing' then '%s rows are no documents, such as %s'
               when 'gone' then '%s documents have no row, such as %s'
               else '%s documents differ from their rows, such as %s' end, d.row_count, d.example),
             format('select howdah.sync_watched(again => %L) reads all rows again',
               v_state.relation::text)
        from howdah_internal.watch_differences(v_watched, v_state.relation) as d;
    exception
      when others then
        check_name := 'watched_table_can_be_read';
        detail := sqlerrm;
        return next;
    end;
  end loop;
end
$$;
comment on function howdah_internal.verify_watched is
  'The part of verify() about watched tables: their rows against the documents, both ways.';
