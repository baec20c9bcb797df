create or replace function howdah_internal.take_changes(watched howdah.watched_tables, slice integer)
  returns jsonb
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_change record;
  v_keys jsonb := '[]';
  v_left integer := take_changes.slice;
begin
  for v_change in
    select c.id, c.keys::jsonb as keys
      from howdah_internal.watched_changes as c
     where c.watched_table_id = watched.id
     order by c.id
     limit take_changes.slice
  loop
    exit when v_left <= 0;
    if v_change.keys is null then
      -- Any row may have changed: those that are known are looked at again, and all that are there are read.
      insert into howdah_internal.watched_changes (watched_table_id, keys)
      select watched.id, json_agg(k.key)
        from (
          select d.key, (row_number() over () - 1) / 1000 as batch
            from howdah_internal.watched_documents as d
           where d.watched_table_id = watched.id
        ) as k
       group by k.batch;
      update howdah.watched_tables as w set is_backfilled = false, backfilled_to = null where w.id = watched.id;
      -- All that were noted by now are one.
      delete from howdah_internal.watched_changes as c where c.watched_table_id = watched.id and c.keys is null;
    elsif jsonb_array_length(v_change.keys) > v_left then
      v_keys := v_keys || jsonb_path_query_array(v_change.keys, format('$[0 to %s]', v_left - 1)::jsonpath);
      update howdah_internal.watched_changes as c
         set keys = jsonb_path_query_array(v_change.keys, format('$[%s to last]', v_left)::jsonpath)::json
       where c.id = v_change.id;
      v_left := 0;
    else
      v_keys := v_keys || v_change.keys;
      v_left := v_left - jsonb_array_length(v_change.keys);
      delete from howdah_internal.watched_changes as c where c.id = v_change.id;
    end if;
  end loop;
  return (
    select coalesce(jsonb_agg(distinct
             case jsonb_typeof(k.key) when 'array' then k.key else jsonb_build_array(k.key) end), '[]')
      from jsonb_array_elements(v_keys) as k (key)
  );
end
$$;
comment on function howdah_internal.take_changes is
  'Takes up to slice keys of changed rows, each once; the caller holds the watched table''s lock.';
