create or replace function howdah_internal.take_lock(relation regclass)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_relation record;
begin
  select c.relkind, format('%I.%I', c.relnamespace::regnamespace, c.relname) as name into v_relation
    from pg_class as c where c.oid = take_lock.relation;
  -- LOCK TABLE would lock what lies behind a view too.
  if v_relation.relkind != 'v' then
    execute format('lock table %s in access exclusive mode nowait', v_relation.name);
  end if;
exception
  when lock_not_available then
    raise exception '% is in use', v_relation.name
      using errcode = '55P03', detail = v_relation.name, hint = 'Run the install again.';
end
$$;
comment on function howdah_internal.take_lock is
  'Locks a relation for a change of an install, or raises 55P03 with its name as the detail: who waits with locks in '
  'hand makes a deadlock with the application.';
