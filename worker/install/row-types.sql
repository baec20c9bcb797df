-- PostgreSQL 17 adds no column with a default to a table while an expression in a function has its row type: the
-- default of a parameter, or a body in standard SQL that reads one. Each is laid again after the migrations.
do $$
declare
  v_function record;
begin
  if current_setting('server_version_num')::integer < 160000 or current_setting('howdah.migrations_due') != 'on' then
    return;
  end if;
  for v_function in
    select p.oid::regprocedure as signature, p.prosqlbody is null as is_default,
           format('%s.%I(%s) returns %s language plpgsql', p.pronamespace::regnamespace, p.proname,
             pg_get_function_arguments(p.oid), pg_get_function_result(p.oid)) as head,
           format('begin %s; end', pg_get_function_sqlbody(p.oid)) as body
      from pg_catalog.pg_proc as p
     where p.pronamespace in (
             select n.oid from pg_catalog.pg_namespace as n where n.nspname in ('howdah', 'howdah_internal'))
       and exists (
         select from unnest(case when p.prosqlbody is null then p.proargtypes[p.pronargs - p.pronargdefaults:]
                              else p.proargtypes[0:] end) as a (type)
           join pg_catalog.pg_type as t on t.oid = a.type
           join pg_catalog.pg_class as c on c.oid = t.typrelid and c.relkind in ('r', 'p'))
  loop
    if v_function.is_default then
      execute 'drop function ' || v_function.signature;
    else
      execute 'create or replace function ' || v_function.head || ' as ' || quote_literal(v_function.body);
    end if;
  end loop;
end
$$;
