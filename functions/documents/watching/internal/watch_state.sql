create or replace function howdah_internal.watch_state(watched howdah.watched_tables)
  returns table (relation regclass, fault text, must_be_laid boolean, files text)
  language plpgsql
  stable
  security definer
  set search_path from current
  set jit = off
as $$
#variable_conflict use_column
declare
  v_relation regclass := howdah_internal.watched_relation(watched);
  v_prefix text := format('howdah_watch_%s_', watched.id);
  v_kinds text[];
  v_wanted text[];
  v_other text[];
  v_tree oid[];
  v_off text;
  v_names text[] := howdah_internal.watch_columns(watched);
  v_columns smallint[];
begin
  relation := v_relation;
  if v_relation is null then
    fault := 'the table or its triggers are gone';
    return next;
    return;
  end if;
  v_columns := array(
    select a.attnum from pg_attribute as a
     where a.attrelid = v_relation and a.attname = any (v_names) and not a.attisdropped
     order by a.attnum);
  v_tree := howdah_internal.watched_tree(v_relation);
  v_wanted := case when howdah_internal.is_watched_by_row(v_relation) then '{row}' else '{insert,delete}' end;
  v_other := case v_wanted when '{row}' then '{insert,delete}' else '{row}' end;
  select coalesce(array_agg(t.kind) filter (where t.tgrelid = v_relation), '{}'),
         min(t.kind) filter (where t.tgenabled in ('D', 'R')),
         coalesce(bool_or(t.tgrelid = v_relation and t.kind = 'update' and (
           -- Older versions compared by =. As it is stored: to print it takes a lock on the table.
           strpos(t.tgqual::text, format(':opno %s ', '*<>(record,record)'::regoperator::oid)) = 0
           or array(select u.attnum from unnest(t.tgattr::smallint[]) as u (attnum) order by u.attnum)
             != case when howdah_internal.is_rewritten(v_tree) then '{}' else v_columns end)), false)
    into v_kinds, v_off, must_be_laid
    from (
      select x.*, substr(x.tgname::text, length(v_prefix) + 1) as kind from pg_trigger as x
       where x.tgrelid = any (v_tree) and starts_with(x.tgname::text, v_prefix)
         and x.tgfoid in (select p.oid from pg_proc as p where p.pronamespace = 'howdah_internal'::regnamespace)
    ) as t;
  if not v_kinds @> '{update,truncate}' or not (v_kinds @> v_wanted or v_kinds @> v_other) then
    fault := 'some of its triggers are gone';
  elsif v_off is not null then
    fault := format('its trigger %s is switched off', v_prefix || v_off);
  end if;
  must_be_laid := must_be_laid or not v_kinds @> v_wanted;
  files := (
    select md5(string_agg(format('%s:%s', c.oid, c.relfilenode), ',' order by c.oid))
      from pg_class as c
     where c.oid = any (v_tree)
  );
  return next;
end
$$;
comment on function howdah_internal.watch_state is
  'What the catalog says of a watch: the table, what keeps its triggers from running (null: nothing), whether they '
  'must be laid anew since the table is another than it was, and its files.';
