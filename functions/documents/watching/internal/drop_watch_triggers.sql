drop function if exists howdah_internal.drop_watch_triggers(bigint);
create or replace function howdah_internal.drop_watch_triggers(watched_table_id bigint, kinds text[])
  returns void
  language plpgsql
  volatile
  security definer -- the triggers are on tables of others
  set search_path from current
as $$
declare
  v_function text := format('howdah_internal.tg_watched__statement_%s()', drop_watch_triggers.watched_table_id);
  v_trigger record;
begin
  for v_trigger in
    select t.tgname, t.tgrelid::regclass as relation
      from pg_trigger as t
     where t.tgname in (
             select format('howdah_watch_%s_%s', drop_watch_triggers.watched_table_id, k.kind)
               from unnest(drop_watch_triggers.kinds) as k (kind))
       and t.tgfoid in (select p.oid from pg_proc as p where p.pronamespace = 'howdah_internal'::regnamespace)
       and t.tgparentid = 0
  loop
    if not pg_has_role((select c.relowner from pg_class as c where c.oid = v_trigger.relation), 'usage') then
      -- It may lay triggers on the table, but to drop one is its owner's.
      raise exception 'howdah may not drop its triggers on %', v_trigger.relation
        using errcode = '42501',
              hint = format('Drop it as the owner of the table, and call it again:  drop trigger %I on %s;',
                v_trigger.tgname, v_trigger.relation);
    end if;
    execute format('drop trigger if exists %I on %s', v_trigger.tgname, v_trigger.relation);
  end loop;
  if drop_watch_triggers.kinds @> '{insert,delete}' and to_regprocedure(v_function) is not null then
    execute 'drop function ' || v_function;
  end if;
end
$$;
comment on function howdah_internal.drop_watch_triggers is
  'Removes triggers of a watched table, where they are; kinds are insert, delete, row, update and truncate.';
