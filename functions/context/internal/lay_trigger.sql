create or replace function howdah_internal.lay_trigger(
  relation regclass,
  name text,
  event text,
  action text,
  is_always boolean default false,
  is_constraint boolean default false
)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_text text := concat_ws(' ', lay_trigger.event, lay_trigger.action);
  v_enabled "char" := case when lay_trigger.is_always then 'A' else 'O' end;
begin
  -- The trigger's own text is its comment: making it again would wait for whoever writes.
  if exists (
    select from pg_trigger as g
     where g.tgrelid = lay_trigger.relation and g.tgname = lay_trigger.name and g.tgenabled = v_enabled
       and obj_description(g.oid, 'pg_trigger') = v_text
       and not exists (select from pg_trigger as p where p.tgparentid = g.oid and p.tgenabled != v_enabled)
  ) then
    return;
  end if;
  perform howdah_internal.take_lock(lay_trigger.relation);
  execute format('drop trigger if exists %I on %s', lay_trigger.name, lay_trigger.relation);
  execute format('create %s %I %s on %s %s',
    case when lay_trigger.is_constraint then 'constraint trigger' else 'trigger' end,
    lay_trigger.name, lay_trigger.event, lay_trigger.relation, lay_trigger.action);
  if lay_trigger.is_always then
    execute format('alter table %s enable always trigger %I', lay_trigger.relation, lay_trigger.name);
  end if;
  execute format('comment on trigger %I on %s is %L', lay_trigger.name, lay_trigger.relation, v_text);
end
$$;
comment on function howdah_internal.lay_trigger is
  'Makes a trigger, unless exactly this one is there and fires; with is_always also for rows that replication brings.';
