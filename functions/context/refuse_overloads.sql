-- Our names have one function each: comments and grants name them without arguments.
do $do$
declare
  v_foreign text;
begin
  select string_agg(format('%s.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), ', ')
    into v_foreign
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace and n.nspname in ('howdah', 'howdah_internal')
   where not exists (
           select from howdah_internal.installed_objects as i
            where howdah_internal.plain_identity(i.identity) = howdah_internal.plain_identity(
                    format('%s %s.%I(%s)', case p.prokind when 'p' then 'procedure' else 'function' end,
                      n.nspname, p.proname, pg_get_function_identity_arguments(p.oid))))
     and exists (
           select from howdah_internal.installed_objects as i
            where i.identity like format('%%function %s.%I(%%', n.nspname, p.proname)
               or i.identity like format('%%procedure %s.%I(%%', n.nspname, p.proname));
  if v_foreign is not null then
    raise exception 'not howdah''s own, but named like a function of it: %', v_foreign
      using errcode = 'PT409',
            hint = 'Move it into a schema of yours:  alter function ... set schema ...;  and install again.';
  end if;
end
$do$;
