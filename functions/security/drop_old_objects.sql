-- Drops what an earlier install laid and this one has not laid again.
do $do$
declare
  v_this xid := pg_current_xact_id()::xid;
  v_gone record;
  v_present jsonb;
  v_trigger record;
  v_detail text;
begin
  select jsonb_agg(o) into v_present
    from (
      select format('%s howdah.%I(%s)', case p.prokind when 'p' then 'procedure' else 'function' end, p.proname,
               pg_get_function_identity_arguments(p.oid)) as identity, p.oid, p.xmin = v_this as is_laid
        from pg_proc as p
       where p.pronamespace = 'howdah'::regnamespace
      union all
      select format('view howdah.%I', c.relname), c.oid, r.xmin = v_this
        from pg_class as c
        join pg_rewrite as r on r.ev_class = c.oid
       where c.relnamespace = 'howdah'::regnamespace and c.relkind = 'v'
      union all
      select format('policy %I on howdah.%I', p.polname, c.relname), p.oid,
             p.polname = any (string_to_array(current_setting('howdah.ensured_policies', true), ' '))
        from pg_policy as p
        join pg_class as c on c.oid = p.polrelid and c.relnamespace = 'howdah'::regnamespace
    ) as o;
  for v_gone in
    select i.identity, o.oid
      from jsonb_to_recordset(v_present) as o (identity text, oid oid, is_laid boolean)
      join howdah.installed_objects as i using (identity)
     where not o.is_laid
     -- What came later may depend on what was there.
     order by o.identity like 'view %' desc, o.oid desc
  loop
    for v_trigger in
      select t.tgname, t.tgrelid::regclass as relation from pg_trigger as t where t.tgfoid = v_gone.oid and not t.tgisinternal
    loop
      execute format('drop trigger %I on %s', v_trigger.tgname, v_trigger.relation);
    end loop;
    begin
      execute 'drop ' || v_gone.identity;
      delete from howdah.installed_objects as i where i.identity = v_gone.identity;
    exception
      when dependent_objects_still_exist then
        get stacked diagnostics v_detail = pg_exception_detail;
        raise warning '% is no part of howdah any more, but stays: %', v_gone.identity, v_detail
          using hint = format('Change what depends on it, then run  drop %s;', v_gone.identity);
    end;
  end loop;
  insert into howdah.installed_objects (identity)
  select o.identity
    from jsonb_to_recordset(v_present) as o (identity text, is_laid boolean)
   where o.is_laid
  on conflict do nothing;
end
$do$;
