-- Drops what an earlier install laid and this one has not laid again, and notes what is new.
do $do$
declare
  v_object record;
  v_trigger record;
  v_detail text;
begin
  if not exists (
    select from pg_proc as p
     where p.pronamespace = 'howdah'::regnamespace and p.xmin = pg_current_xact_id()::xid
       and p.cmin::text::bigint > current_setting('howdah.revoked_by')::bigint
  ) then
    raise exception 'the install does not run as one transaction without savepoints: nothing was dropped'
      using errcode = 'PT409', hint = 'In psql: \set ON_ERROR_ROLLBACK off  and run it again.';
  end if;
  for v_object in
    select o.*
      from (
        select format('%s %s.%I(%s)', case p.prokind when 'p' then 'procedure' else 'function' end,
                 p.pronamespace::regnamespace, p.proname, pg_get_function_identity_arguments(p.oid)) as identity,
               p.pronamespace as schema, p.oid,
               p.xmin = pg_current_xact_id()::xid
                 and p.cmin::text::bigint > current_setting('howdah.revoked_by')::bigint as is_laid
          from pg_proc as p
        union all
        select format('view %s.%I', c.relnamespace::regnamespace, c.relname), c.relnamespace, c.oid,
               r.xmin = pg_current_xact_id()::xid
                 or coalesce(format('%I.%I', c.relnamespace::regnamespace, c.relname)
                   = any (string_to_array(current_setting('howdah.ensured_views', true), ' ')), false)
          from pg_class as c
          join pg_rewrite as r on r.ev_class = c.oid
         where c.relkind = 'v'
        union all
        select format('policy %I on %s.%I', p.polname, c.relnamespace::regnamespace, c.relname), c.relnamespace, p.oid,
               p.polname = any (string_to_array(current_setting('howdah.ensured_policies', true), ' '))
          from pg_policy as p
          join pg_class as c on c.oid = p.polrelid
      ) as o
      left join howdah_internal.installed_objects as i
        on howdah_internal.plain_identity(i.identity) = howdah_internal.plain_identity(o.identity)
     where o.schema in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and o.is_laid = (i.identity is null)
     -- What came later may depend on what was there.
     order by o.identity like 'view %' desc, o.oid desc
  loop
    if v_object.is_laid then
      insert into howdah_internal.installed_objects (identity) values (v_object.identity);
      continue;
    end if;
    for v_trigger in
      select t.tgname, t.tgrelid::regclass as relation
        from pg_trigger as t
       where t.tgfoid = v_object.oid and not t.tgisinternal and t.tgparentid = 0
    loop
      execute format('drop trigger %I on %s', v_trigger.tgname, v_trigger.relation);
    end loop;
    begin
      execute 'drop ' || v_object.identity;
      delete from howdah_internal.installed_objects as i
       where howdah_internal.plain_identity(i.identity) = howdah_internal.plain_identity(v_object.identity);
    exception
      when dependent_objects_still_exist then
        get stacked diagnostics v_detail = pg_exception_detail;
        raise warning '% is no part of howdah any more, but stays: %', v_object.identity, v_detail
          using hint = format('Change what depends on it, then run  drop %s;', v_object.identity);
    end;
  end loop;
end
$do$;
